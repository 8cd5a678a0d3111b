package dev.parley.bench;

import java.io.IOException;

/** Fills conversations by way of the import, a piece at a time. */
final class Seed {

    private static final int PIECE = 2_500;

    private final ApiClient api;

    Seed(ApiClient api) {
        this.api = api;
    }

    /** A conversation of so many messages, questions and answers in turn. */
    String conversation(int messages) throws IOException, InterruptedException {
        StringBuilder lines =
                new StringBuilder(
                        "{\"type\":\"conversation\",\"format\":1,\"agent\":\"assistant\",\"title\":\"bench\"}\n");
        String id = "";
        for (int seq = 1; seq <= messages; seq++) {
            append(lines, seq);
            if (seq == messages) {
                lines.append("{\"type\":\"end\",\"messages\":").append(messages).append("}\n");
            }
            if (seq % PIECE == 0 || seq == messages) {
                String path =
                        "/v1/conversations" + (id.isEmpty() ? "/import" : "/" + id + "/import");
                id =
                        api.send("POST", path, "application/jsonl", lines.toString())
                                .path("id")
                                .asText();
                lines.setLength(0);
            }
        }
        return id;
    }

    private static void append(StringBuilder lines, int seq) {
        boolean user = seq % 2 == 1;
        lines.append("{\"type\":\"message\",\"seq\":")
                .append(seq)
                .append(",\"role\":\"")
                .append(user ? "user" : "assistant")
                .append("\",\"content\":\"Message ")
                .append(seq)
                .append(
                        " of a conversation that says about as much as people say to each other.\",\"run\":\"r")
                .append((seq + 1) / 2)
                .append("\"}\n");
    }
}
