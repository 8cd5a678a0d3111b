package dev.parley.local.chat;

import dev.parley.local.chat.Transcript.Progress;
import dev.parley.local.layout.SetupException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One conversation with an agent: asks, shows the answer as it comes, and goes on after a broken
 * stream.
 */
public final class Chat {

    private static final int ATTEMPTS = 20;
    private static final String PROMPT = "> ";

    private final ConversationClient client;
    private final PrintStream out;
    private final Duration pause;

    /**
     * @param url where conversation-service listens
     * @param token gives a valid token whenever asked
     * @param pause how long to wait before connecting again
     */
    public Chat(String url, Supplier<String> token, PrintStream out, Duration pause) {
        this.client = new ConversationClient(url, token);
        this.out = out;
        this.pause = pause;
    }

    /** Starts a conversation and gives its id. */
    public String begin(String agent) throws InterruptedException {
        try {
            return client.create(agent);
        } catch (IOException e) {
            throw new SetupException(
                    e.getMessage()
                            + ": `./parley status` says what runs, `./parley up` starts Parley.",
                    e);
        }
    }

    /**
     * Asks one question.
     *
     * @return whether an answer came
     */
    public boolean ask(String conversation, String question) throws InterruptedException {
        Transcript transcript = new Transcript(out);
        String key = UUID.randomUUID().toString();
        String last = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Followed followed = follow(conversation, question, key, last, transcript);
            if (followed.progress() != Progress.GOES_ON) {
                return followed.progress() == Progress.COMPLETED;
            }
            last = followed.last();
            transcript.line("… " + followed.why() + "; connecting again");
            Thread.sleep(pause);
        }
        throw new SetupException(
                "The connection broke again and again: `./parley status` says what runs.");
    }

    /** Reads questions until there are no more. */
    public void converse(String conversation, BufferedReader in, boolean prompt)
            throws IOException, InterruptedException {
        while (true) {
            if (prompt) {
                out.print(PROMPT);
                out.flush();
            }
            String line = in.readLine();
            if (line == null || line.strip().equals("/quit")) {
                return;
            }
            if (!line.isBlank()) {
                ask(conversation, line.strip());
            }
        }
    }

    /** How far one connection brought us. */
    private record Followed(Progress progress, String last, String why) {}

    private Followed follow(
            String conversation, String question, String key, String last, Transcript transcript)
            throws InterruptedException {
        String seen = last;
        try (EventSource source =
                last.isEmpty()
                        ? client.post(conversation, question, key)
                        : client.resume(conversation, last)) {
            Progress progress = Progress.GOES_ON;
            while (progress == Progress.GOES_ON) {
                ServerEvent event = source.next();
                seen = event.id().isEmpty() ? seen : event.id();
                progress = transcript.show(event);
            }
            return new Followed(progress, seen, "");
        } catch (IOException e) {
            return new Followed(Progress.GOES_ON, seen, String.valueOf(e.getMessage()));
        }
    }
}
