package dev.parley.tool.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.tool.credential.Credentials;
import dev.parley.tool.credential.Opened;
import dev.parley.tool.credential.Secret;
import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.egress.Method;
import dev.parley.tool.egress.Outcome;
import dev.parley.tool.egress.StreamedAnswer;
import dev.parley.tool.invocation.CallContext;
import dev.parley.tool.invocation.Effects;
import dev.parley.tool.invocation.Finding;
import dev.parley.tool.invocation.Invocation;
import dev.parley.tool.invocation.Reply;
import dev.parley.tool.invocation.ToolFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Calls HTTP tools. */
@ApplicationScoped
public class HttpInvocations {

    private static final Logger LOG = Logger.getLogger(HttpInvocations.class);
    private static final String KEY_HEADER = "Idempotency-Key";
    private static final String ACCEPT = "application/json, text/*;q=0.9, */*;q=0.1";

    /** A redirect of anything else would do it again, or elsewhere. */
    private static final Set<Method> FOLLOWING = Set.of(Method.GET, Method.HEAD);

    private final Egress egress;
    private final Credentials credentials;
    private final ClientTokens tokens;

    @Inject
    HttpInvocations(Egress egress, Credentials credentials, ClientTokens tokens) {
        this.egress = egress;
        this.credentials = credentials;
        this.tokens = tokens;
    }

    /** An attempt to do what a call asks for. */
    public Invocation<Reply> call(HttpTool tool, JsonNode arguments, CallContext context) {
        return new Call(tool, new Arguments(arguments, context.idempotencyKey()), context);
    }

    /** A look whether a call was carried out; only for tools that have a lookup. */
    public Invocation<Finding> lookUp(HttpTool tool, JsonNode arguments, CallContext context) {
        return new LookUp(tool, new Arguments(arguments, context.idempotencyKey()), context);
    }

    /** What the two have in common: exchanges, and the secret that goes with them. */
    private abstract class Asking {

        final HttpTool tool;
        final Arguments arguments;
        final CallContext context;
        final Exchanges exchanges;
        final Masking masking = new Masking();

        Asking(HttpTool tool, Arguments arguments, CallContext context) {
            this.tool = tool;
            this.arguments = arguments;
            this.context = context;
            this.exchanges = new Exchanges(egress, context.time());
        }

        public void abort() {
            exchanges.abort();
        }

        EgressRequest withCredential(EgressRequest request) throws ClientTokens.NoToken {
            String name = tool.config().credential();
            if (name == null) {
                return request;
            }
            return switch (credentials.open(context.owner(), name)) {
                case Opened.Missing() ->
                        throw new ClientTokens.NoToken(
                                "There is no credential named \"" + name + "\".", false);
                case Opened.Locked locked -> {
                    LOG.warnf("The credential %s of a tool: %s", name, locked.text());
                    throw new ClientTokens.NoToken(
                            "The credential \"" + name + "\" cannot be opened.", false);
                }
                case Opened.Found(Secret secret, String revision) ->
                        carrying(request, secret, revision);
            };
        }

        private EgressRequest carrying(EgressRequest request, Secret secret, String client)
                throws ClientTokens.NoToken {
            Secret.OfRequest carried =
                    switch (secret) {
                        case Secret.OfRequest own -> own;
                        case Secret.OAuth2Client oauth ->
                                Secret.Bearer.of(tokens.get(client, oauth, exchanges));
                        case Secret.OAuth2Key key ->
                                throw new ClientTokens.NoToken(
                                        "Only MCP servers are shown tokens of an oauth2_key; use an oauth2_client.",
                                        false);
                    };
            masking.add(carried.traces());
            return carried.putInto(request);
        }

        void forgetToken() {
            String name = tool.config().credential();
            if (name != null
                    && credentials.open(context.owner(), name) instanceof Opened.Found found) {
                tokens.forget(found.revision());
            }
        }
    }

    private final class Call extends Asking implements Invocation<Reply> {

        Call(HttpTool tool, Arguments arguments, CallContext context) {
            super(tool, arguments, context);
        }

        @Override
        public Reply run() {
            try {
                return ask(withCredential(prepared()));
            } catch (ToolFailure e) {
                return new Reply.NotSent(
                        new RunProblem(
                                e.code(),
                                "The call cannot be sent",
                                String.valueOf(e.getMessage())),
                        false);
            } catch (ClientTokens.NoToken e) {
                return e.reply();
            }
        }

        private EgressRequest prepared() throws ToolFailure {
            EgressRequest request = tool.request(arguments).withHeader("Accept", ACCEPT);
            String header =
                    Objects.requireNonNullElse(tool.config().idempotencyHeader(), KEY_HEADER);
            return FOLLOWING.contains(request.method()) && context.effects() == Effects.NONE
                    ? request
                    : request.withHeader(header, context.idempotencyKey());
        }

        private Reply ask(EgressRequest request) {
            boolean follows = FOLLOWING.contains(request.method());
            return switch (exchanges.next(request, follows, HttpAnswers.MAX_READ).open()) {
                case Outcome.Answered<StreamedAnswer>(StreamedAnswer answer) -> {
                    if (answer.head().status() == 401) {
                        forgetToken();
                    }
                    yield HttpAnswers.read(
                            answer, masking, tool.config().result(), context.maxResultBytes());
                }
                case Outcome.Refused<StreamedAnswer> refused -> HttpProblems.reply(refused);
                case Outcome.NotSent<StreamedAnswer> notSent -> HttpProblems.reply(notSent);
                case Outcome.Lost<StreamedAnswer> lost -> HttpProblems.reply(lost.reason());
            };
        }
    }

    private final class LookUp extends Asking implements Invocation<Finding> {

        LookUp(HttpTool tool, Arguments arguments, CallContext context) {
            super(tool, arguments, context);
        }

        @Override
        public Finding run() {
            try {
                Optional<EgressRequest> request = tool.lookup(arguments);
                if (request.isEmpty()) {
                    throw new IllegalStateException("only a tool with a lookup is looked up");
                }
                return look(withCredential(request.get().withHeader("Accept", ACCEPT)));
            } catch (ToolFailure e) {
                return undecided(e.code(), String.valueOf(e.getMessage()));
            } catch (ClientTokens.NoToken e) {
                return new Finding.Undecided(e.reply().problem());
            }
        }

        private Finding look(EgressRequest request) {
            return switch (exchanges.next(request, true, HttpAnswers.MAX_READ).open()) {
                case Outcome.Answered<StreamedAnswer>(StreamedAnswer answer) -> judge(answer);
                case Outcome.Refused<StreamedAnswer> refused ->
                        undecided("lookup-failed", refused.reason().text());
                case Outcome.NotSent<StreamedAnswer> notSent ->
                        undecided("lookup-failed", notSent.reason().text());
                case Outcome.Lost<StreamedAnswer> lost ->
                        undecided("lookup-failed", lost.reason().text());
            };
        }

        private Finding judge(StreamedAnswer answer) {
            int status = answer.head().status();
            if (status == 404) {
                HttpAnswers.json(answer, masking);
                return new Finding.DidNot();
            }
            String found = Objects.requireNonNull(tool.config().lookup()).found();
            Reply reply = HttpAnswers.read(answer, masking, found, context.maxResultBytes());
            return switch (reply) {
                case Reply.Done done ->
                        found != null && done.result().isNull()
                                ? new Finding.DidNot()
                                : new Finding.Happened(done);
                case Reply.Refused(RunProblem problem) -> new Finding.Undecided(problem);
                case Reply.NotSent(RunProblem problem, _) -> new Finding.Undecided(problem);
                case Reply.LeftAlone(RunProblem problem, _) -> new Finding.Undecided(problem);
                case Reply.TryLater(RunProblem problem, _) -> new Finding.Undecided(problem);
                case Reply.Unclear(RunProblem problem, _, _) -> new Finding.Undecided(problem);
            };
        }

        private static Finding undecided(String code, String detail) {
            return new Finding.Undecided(
                    new RunProblem(code, "Nobody knows whether it was done", detail));
        }
    }
}
