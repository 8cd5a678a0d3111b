package dev.parley.torture.client;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A message that tells the scripted model what to answer, so that there is one right reply.
 *
 * @param content with the script in it; no other message has the same
 * @param expected what a completed run must have replied
 */
record Question(String content, String expected) {

    private static final String PLAIN =
            "<<script {\"token_ms\":%d,\"steps\":[{\"text\":\"%s\"}]}>>";
    private static final String WITH_A_TOOL =
            "<<script {\"token_ms\":%d,\"steps\":[{\"tool_calls\":[{\"name\":\"calculator\","
                    + "\"arguments\":{\"expression\":\"%d*%d\"}}]},{\"text\":\"%s {{tool_result}}\"}]}>>";
    private static final int SLOWEST_TOKEN_MILLIS = 40;
    private static final int MOST_WORDS = 40;

    private static final String WITH_AN_EFFECT =
            "<<script {\"token_ms\":%d,\"steps\":[{\"tool_calls\":[{\"name\":\"%s\","
                    + "\"arguments\":{\"first\":\"%s\"}}]},{\"text\":\"%s\"}]}>>";

    /** What the world outside does with the first request of a call. */
    private static final List<String> FIRST =
            List.of(
                    "ok",
                    "ok",
                    "ok",
                    "drop",
                    "no-effect-500",
                    "effect-then-drop",
                    "effect-then-500");

    /**
     * Draws one: a sixth needs the calculator, a sixth changes the world outside.
     *
     * @param key in the reply, too, so that no other run's reply can pass for it
     */
    static Question draw(String key, RandomGenerator random) {
        int pace = random.nextInt(SLOWEST_TOKEN_MILLIS + 1);
        StringBuilder text = new StringBuilder("This is for " + key + ":");
        for (int i = random.nextInt(MOST_WORDS); i >= 0; i--) {
            text.append(" wörd").append(i);
        }
        if (random.nextInt(3) > 0) {
            return new Question(PLAIN.formatted(pace, text), text.toString());
        }
        if (random.nextBoolean()) {
            String tool = EffectTools.NAMES.get(random.nextInt(EffectTools.NAMES.size()));
            String first = FIRST.get(random.nextInt(FIRST.size()));
            return new Question(WITH_AN_EFFECT.formatted(pace, tool, first, text), text.toString());
        }
        int left = random.nextInt(2, 1000);
        int right = random.nextInt(2, 1000);
        return new Question(
                WITH_A_TOOL.formatted(pace, left, right, text),
                "%s {\"result\":\"%d\"}".formatted(text, left * right));
    }
}
