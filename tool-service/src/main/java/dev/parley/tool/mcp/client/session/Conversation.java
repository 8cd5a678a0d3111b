package dev.parley.tool.mcp.client.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.client.limit.Cancellation;
import dev.parley.tool.mcp.client.limit.McpClientConfig;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import dev.parley.tool.mcp.client.wire.Counterpart;
import dev.parley.tool.mcp.client.wire.Courier;
import dev.parley.tool.mcp.client.wire.Heard;
import dev.parley.tool.mcp.client.wire.Outgoing;
import dev.parley.tool.mcp.client.wire.ProtocolBroken;
import dev.parley.tool.mcp.client.wire.Terms;
import dev.parley.tool.mcp.rpc.RpcId;
import dev.parley.tool.mcp.rpc.RpcJson;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with one server, for any number of threads. What was agreed on is kept until the
 * server does not know of it any more.
 */
public final class Conversation {

    /** What nobody waits for may take no longer. */
    private static final Duration ASIDE = Duration.ofSeconds(5);

    private final Courier courier;
    private final McpClientConfig config;
    private final Counterquestions questions;
    private final Ourselves ourselves;
    private final Runnable toolsChanged;
    private final AtomicLong ids = new AtomicLong();
    private final ReentrantLock agreeing = new ReentrantLock();
    private volatile @Nullable Link link;

    /**
     * Begins nothing yet.
     *
     * @param toolsChanged called when the server says so
     */
    public Conversation(
            Courier courier,
            McpClientConfig config,
            Counterquestions questions,
            ObjectNode info,
            Runnable toolsChanged) {
        this.courier = courier;
        this.config = config;
        this.questions = questions;
        this.ourselves = new Ourselves(info, questions.capabilities());
        this.toolsChanged = toolsChanged;
    }

    /** Who answers the server's questions. */
    public Counterquestions questions() {
        return questions;
    }

    /** What is agreed on with the server; agrees first, if need be. */
    public McpOutcome<Link> link(Until until, Cancellation cancellation) {
        Link known = link;
        if (known != null) {
            return new McpOutcome.Done<>(known);
        }
        Until end = until.within(config.handshakeTimeout());
        if (!enter(end)) {
            return new McpOutcome.Undone<>(
                    new Fault(
                            FaultReason.TIMED_OUT,
                            "It took too long to agree with the server on a revision."));
        }
        try {
            Link agreed = link;
            if (agreed != null) {
                return new McpOutcome.Done<>(agreed);
            }
            McpOutcome<Link> outcome =
                    new Handshake(
                                    message -> send(message, end, cancellation),
                                    this::nextId,
                                    ourselves)
                            .begin();
            if (outcome instanceof McpOutcome.Done<Link>(Link fresh)) {
                link = fresh;
            }
            return outcome;
        } finally {
            agreeing.unlock();
        }
    }

    private Heard send(Outgoing message, Until until, Cancellation cancellation) {
        return courier.send(
                message,
                new Courier.Journey(
                        new Terms(
                                until,
                                until.left(),
                                config.maxAnswerBytes(),
                                config.maxMessages(),
                                0),
                        cancellation,
                        new Early()));
    }

    /**
     * Asks the server something.
     *
     * @param maxBytes of all that it says
     */
    public McpOutcome<ObjectNode> ask(
            Ask ask, long maxBytes, Until until, Cancellation cancellation) {
        McpOutcome<ObjectNode> outcome = forgotten();
        for (int attempts = 0; attempts < 2; attempts++) {
            McpOutcome<Link> agreed = link(until, cancellation);
            if (!(agreed instanceof McpOutcome.Done<Link>(Link present))) {
                Fault why = agreed.why().orElseThrow();
                return new McpOutcome.Undone<>(
                        attempts == 0 ? why.beforeLeaving() : why.afterLeaving());
            }
            RpcId id = nextId();
            Terms terms =
                    new Terms(
                            until,
                            until.left(),
                            maxBytes,
                            config.maxMessages(),
                            config.maxResumptions());
            Heard heard =
                    courier.send(
                            present.request(id, ask),
                            new Courier.Journey(terms, cancellation, companion(present, () -> {})));
            if (!present.isForgotten(heard)) {
                outcome = Answers.outcome(heard);
                if (Answers.isDoubtful(heard)) {
                    forget(present);
                }
                tellIfUnwanted(present, id, outcome);
                return outcome;
            }
            forget(present);
        }
        return outcome;
    }

    private static McpOutcome<ObjectNode> forgotten() {
        return new McpOutcome.Undone<>(
                new Fault(
                        FaultReason.SESSION_LOST,
                        "The server has forgotten a session that it has just begun.",
                        true));
    }

    /** A server of 2025-11-25 goes on working after its stream is closed, unless it is told. */
    private void tellIfUnwanted(Link present, RpcId id, McpOutcome<?> outcome) {
        boolean unwanted =
                outcome instanceof McpOutcome.Lost<?>(Fault fault)
                        && (fault.reason() == FaultReason.CANCELLED
                                || fault.reason() == FaultReason.TIMED_OUT);
        if (unwanted && present instanceof Link.Session session) {
            ObjectNode params =
                    JsonNodeFactory.instance.objectNode().put("reason", "No longer waited for.");
            params.set("requestId", id.value());
            Outgoing message =
                    session.tell(RpcJson.notification("notifications/cancelled", params));
            Thread.ofVirtual().name("mcp-cancelled").start(() -> aside(message));
        }
    }

    /**
     * Listens for changes of the server's tools until it ends or the time is over.
     *
     * @param opened called once changes are told
     * @return how it ended; done if it was listened to
     */
    public McpOutcome<ObjectNode> listen(Runnable opened, Until until, Cancellation cancellation) {
        McpOutcome<Link> agreed = link(until, cancellation);
        if (!(agreed instanceof McpOutcome.Done<Link>(Link present))) {
            return new McpOutcome.Undone<>(agreed.why().orElseThrow());
        }
        Terms terms =
                new Terms(
                        until, config.streamIdle(), config.maxListBytes(), config.maxMessages(), 0);
        Heard heard =
                courier.send(
                        Listening.on(present, nextId()),
                        new Courier.Journey(terms, cancellation, companion(present, opened)));
        if (present.isForgotten(heard)) {
            forget(present);
        }
        return Listening.ended(heard);
    }

    /** Ends the conversation; a server of 2025-11-25 is told, if it keeps a session. */
    public void close() {
        Link present = link;
        link = null;
        if (present instanceof Link.Session session && session.id().isPresent()) {
            Thread.ofVirtual().name("mcp-goodbye").start(() -> aside(session.end()));
        }
    }

    private Companion companion(Link present, Runnable opened) {
        return new Companion(present, questions, this::aside, opened, toolsChanged);
    }

    private void aside(Outgoing message) {
        send(message, Until.in(ASIDE), new Cancellation());
    }

    private void forget(Link present) {
        agreeing.lock();
        try {
            if (present.equals(link)) {
                link = null;
            }
        } finally {
            agreeing.unlock();
        }
    }

    private RpcId nextId() {
        return RpcId.of(ids.incrementAndGet());
    }

    private boolean enter(Until until) {
        try {
            return agreeing.tryLock(until.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Before anything is agreed on, a server may tell something, but has nothing to ask. */
    private static final class Early implements Counterpart {

        @Override
        public void told(String method, ObjectNode params) {}

        @Override
        public void asked(RpcId id, String method, ObjectNode params) throws ProtocolBroken {
            throw new ProtocolBroken("The server asks something before anything is agreed on.");
        }
    }
}
