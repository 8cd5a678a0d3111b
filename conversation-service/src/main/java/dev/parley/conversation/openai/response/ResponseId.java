package dev.parley.conversation.openai.response;

import dev.parley.contracts.id.RunId;
import java.util.Optional;

/** A response is a run: {@code resp_} and the run's digits. */
record ResponseId(RunId run) {

    private static final String PREFIX = "resp_";
    private static final String RUN_PREFIX = "run_";

    static Optional<ResponseId> find(String text) {
        return text.startsWith(PREFIX)
                ? RunId.find(RUN_PREFIX + text.substring(PREFIX.length())).map(ResponseId::new)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return PREFIX + run.toString().substring(RUN_PREFIX.length());
    }
}
