package dev.parley.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to load the suite.
 *
 * @param tool whether the agent calls the calculator before it answers
 * @param streamed whether the client reads the stream of the POST, or posts and then awaits the
 *     run's end
 * @param conversations how many clients at once, each with its own conversations
 * @param slowModel whether the model takes 50 ms to begin and 2 ms for each token
 */
record Scenario(boolean tool, boolean streamed, int conversations, boolean slowModel) {

    private static final String TEXT =
            "Here is an answer of about twenty words so that there is something to stream to"
                    + " whoever reads it at the end.";

    static List<Scenario> all() {
        List<Scenario> scenarios = new ArrayList<>();
        for (boolean slowModel : new boolean[] {false, true}) {
            for (boolean tool : new boolean[] {false, true}) {
                for (boolean streamed : new boolean[] {false, true}) {
                    for (int conversations : new int[] {1, 16, 64}) {
                        scenarios.add(new Scenario(tool, streamed, conversations, slowModel));
                    }
                }
            }
        }
        return scenarios;
    }

    String name() {
        return "%s %s %2d %s"
                .formatted(
                        tool ? "one-tool" : "plain   ",
                        streamed ? "streamed" : "awaited ",
                        conversations,
                        slowModel ? "50ms+2ms" : "0ms     ");
    }

    /** What the user says: a script for the model, so that the right answer is known beforehand. */
    String message(int number) {
        String pace = slowModel ? "\"first_token_ms\":50,\"token_ms\":2," : "";
        String call =
                "{\"tool_calls\":[{\"name\":\"calculator\",\"arguments\":{\"expression\":\"%d * 2\"}}]},"
                        .formatted(number);
        String text = tool ? "The tool says {{tool_result}}." : TEXT + ' ' + number;
        return "<<script {%s\"steps\":[%s{\"text\":\"%s\"}]} >>"
                .formatted(pace, tool ? call : "", text);
    }

    /** Whether a reply is the right one. */
    boolean isRight(String reply, int number) {
        return tool
                ? reply.startsWith("The tool says ") && reply.contains(Integer.toString(number * 2))
                : reply.equals(TEXT + ' ' + number);
    }
}
