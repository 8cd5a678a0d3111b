package dev.parley.local.launcher;

import dev.parley.local.chat.Chat;
import dev.parley.local.issuer.TokenMinter;
import dev.parley.local.issuer.TokenMinter.UserToken;
import dev.parley.local.layout.ServiceName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code chat}: one question from the command line, or a conversation at the terminal. */
final class ChatCommand {

    private static final Options.Known KNOWN =
            new Options.Known(
                    "./parley chat [\"question\"] [--agent assistant] [--user ada] [--tenant acme] [--groups user]",
                    Set.of("agent", "user", "tenant", "groups", "ttl"),
                    Set.of());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Suite suite;

    ChatCommand(Suite suite) {
        this.suite = suite;
    }

    /** 0 if every question was answered. */
    int run(List<String> arguments) throws InterruptedException {
        Options options = Options.parse(arguments, KNOWN);
        UserToken caller = Token.wanted(options, "user");
        TokenMinter tokens = TokenMinter.open(suite.folder(), suite.ports());
        String url = suite.ports().url(ServiceName.CONVERSATION);
        Chat chat = new Chat(url, () -> tokens.mint(caller), System.out, PAUSE);
        String agent = options.value("agent").orElse("assistant");
        String conversation = chat.begin(agent);
        String question = String.join(" ", options.words());
        if (!question.isBlank()) {
            return chat.ask(conversation, question) ? 0 : 1;
        }
        converse(chat, conversation, agent);
        return 0;
    }

    private void converse(Chat chat, String conversation, String agent)
            throws InterruptedException {
        boolean prompt = System.console() != null && System.console().isTerminal();
        if (prompt) {
            System.out.printf("Talking to %s. An empty line does nothing, /quit ends.%n", agent);
        }
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            chat.converse(conversation, in, prompt);
        } catch (IOException e) {
            throw new UncheckedIOException("The terminal cannot be read", e);
        }
    }
}
