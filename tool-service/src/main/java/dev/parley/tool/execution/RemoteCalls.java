package dev.parley.tool.execution;

import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.definition.Tools;
import dev.parley.tool.invocation.Effects;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Calls of tools that ask others. The row is there before anything leaves, and whoever asks again
 * under the same id is told of it: its outcome, or that it goes on. What a dead process was at, the
 * next who asks goes on with, or the sweep does.
 */
@ApplicationScoped
class RemoteCalls {

    private static final Logger LOG = Logger.getLogger(RemoteCalls.class);
    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

    private final Ledger ledger;
    private final Executors executors;
    private final OpenCalls open;
    private final CarryOut carryOut;
    private final Conclusion conclusion;
    private final Ending ending;
    private final ResultCache results;
    private final Admission admission;
    private final Waiting waiting;
    private final Tools tools;
    private final ExecutionConfig config;
    private final ExecutionMeters meters;

    @Inject
    RemoteCalls(
            Ledger ledger,
            Executors executors,
            OpenCalls open,
            CarryOut carryOut,
            Conclusion conclusion,
            Ending ending,
            ResultCache results,
            Admission admission,
            Waiting waiting,
            Tools tools,
            ExecutionConfig config,
            ExecutionMeters meters) {
        this.ledger = ledger;
        this.executors = executors;
        this.open = open;
        this.carryOut = carryOut;
        this.conclusion = conclusion;
        this.ending = ending;
        this.results = results;
        this.admission = admission;
        this.waiting = waiting;
        this.tools = tools;
        this.config = config;
        this.meters = meters;
    }

    ToolExecution.Response execute(Call call) {
        LedgerKey key = new LedgerKey(call.tenant(), call.callId());
        Optional<LedgerRow> known = ledger.find(key);
        if (known.isPresent()) {
            return again(call, known.get());
        }
        requireAdmission(call);
        if (call.tool().needsApproval()) {
            return awaitApproval(call);
        }
        OpenCall begun = open.begin(new OpenCall(call, false), this::enterAndCarryOut);
        Remembered.requireSame(call, begun.call());
        return open.await(begun);
    }

    private void requireAdmission(Call call) {
        try {
            admission.require(call);
        } catch (ProblemException e) {
            meters.denied(call.tool().name(), "policy");
            throw e;
        }
    }

    private ToolExecution.Response awaitApproval(Call call) {
        boolean asked = waiting.ask(call);
        LedgerRow row =
                ledger.find(new LedgerKey(call.tenant(), call.callId()))
                        .orElseThrow(() -> stale(call));
        if (!asked) {
            Remembered.requireSame(call, row);
        }
        return row.response();
    }

    private ToolExecution.Response enterAndCarryOut(OpenCall call) {
        if (ledger.plan(call.call(), executors.id())) {
            return carryOut(call);
        }
        LedgerRow row = ledger.find(call.key()).orElseThrow(() -> stale(call.call()));
        Remembered.requireSame(call.call(), row);
        return row.status().isOpen() ? watch(call.key()) : row.response();
    }

    private RuntimeException stale(Call call) {
        meters.staleCall();
        LOG.warnf("Call %s is of an outdated claim of its run and was refused.", call.callId());
        return StaleClaim.refusal();
    }

    /** A call whose id is in the ledger. */
    private ToolExecution.Response again(Call call, LedgerRow row) {
        Remembered.requireSame(call, row);
        return resume(row, call.epoch());
    }

    /**
     * What has become of a call, which is gone on with if nobody is at it.
     *
     * @param epoch which claim of the run asks; 0 for a call of no run
     */
    ToolExecution.Response resume(LedgerRow row, int epoch) {
        LedgerKey key = new LedgerKey(row.tenant(), row.callId());
        boolean goesOn = row.status().isOpen() || row.status() == Status.WAITING;
        if (goesOn && epoch > row.epoch()) {
            ledger.claimedAgain(key, epoch);
        }
        if (!row.status().isOpen()) {
            return row.response();
        }
        Optional<OpenCall> here = open.find(key);
        if (here.isPresent()) {
            return open.await(here.get());
        }
        return takeOver(key).map(open::await).orElseGet(() -> watch(key));
    }

    /** Goes on with the call of a dead process; nothing if it has none, or none that is dead. */
    Optional<OpenCall> takeOver(LedgerKey key) {
        Optional<OpenCall> here = open.find(key);
        if (here.isPresent()) {
            return here;
        }
        if (!executors.adopt(key)) {
            return Optional.empty();
        }
        LedgerRow row = ledger.find(key).orElseThrow(CallLost::new);
        LOG.infof("Call %s was left open and is gone on with.", row.callId());
        Optional<Tool> tool = tools.version(row.tenant(), row.toolKey());
        boolean maySend = row.status() == Status.DISPATCHED || mayBegin(row, tool);
        if (tool.isEmpty() || !maySend) {
            conclusion.write(
                    Subject.of(row), executors.id(), withoutTool(row), Effort.NONE, List.of());
            return Optional.empty();
        }
        OpenCall adopted =
                new OpenCall(Call.of(row, tool.get()), row.status() == Status.DISPATCHED);
        if (row.cancelRequested()) {
            adopted.cancel();
        }
        return Optional.of(open.begin(adopted, this::carryOut));
    }

    /** Whether what was planned may still be, on the terms of now. */
    private boolean mayBegin(LedgerRow row, Optional<Tool> planned) {
        boolean enabled = tools.find(row.tenant(), row.tool()).filter(Tool::enabled).isPresent();
        return enabled
                && planned.filter(tool -> tool.isFor(Call.of(row, tool).caller()))
                        .filter(tool -> row.approval() != null || !tool.needsApproval())
                        .isPresent();
    }

    private static Outcome withoutTool(LedgerRow row) {
        RunProblem gone =
                new RunProblem(
                        "tool-gone",
                        "The tool is gone",
                        "It was disabled, deleted or changed while this call was under way.");
        boolean mayBeDone = row.status() == Status.DISPATCHED && row.effects() != Effects.NONE;
        return mayBeDone ? Outcome.unknown(gone) : Outcome.failed(gone);
    }

    private ToolExecution.Response carryOut(OpenCall call) {
        long begun = System.nanoTime();
        try {
            // Of what has left nobody else's result says anything.
            Done done =
                    call.isDispatched()
                            ? toEnd(call)
                            : results.share(call.call(), () -> toEnd(call));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            return ending.write(call, done, millis).orElseGet(() -> watch(call.key()));
        } catch (CallLost e) {
            meters.lostCall();
            return watch(call.key());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Done toEnd(OpenCall call) {
        try {
            return carryOut.toEnd(call);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static RuntimeException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("nobody interrupts an execution", e);
    }

    /** Waits for the outcome of a call that another process is at. */
    private ToolExecution.Response watch(LedgerKey key) {
        long end = System.nanoTime() + config.answerWithin().toNanos();
        Duration pause = FIRST_LOOK;
        while (true) {
            LedgerRow row = ledger.find(key).orElseThrow(CallLost::new);
            if (!row.status().isOpen() || System.nanoTime() - end >= 0) {
                return row.response();
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return row.response();
            }
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : pause;
        }
    }
}
