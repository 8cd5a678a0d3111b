package dev.parley.agent.run;

import dev.parley.agent.journal.Journal;
import dev.parley.agent.model.ModelConfig;
import dev.parley.agent.model.ModelFailure;
import dev.parley.agent.model.ModelGateway;
import dev.parley.agent.model.ModelReply;
import dev.parley.agent.model.ModelRequest;
import dev.parley.contracts.event.RunActivity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Makes a model call, more than once if the provider fails in a way that may pass. A stream that
 * broke is void: the readers are told so and the step begins anew, nothing is glued together.
 */
@ApplicationScoped
class ModelSteps {

    private static final Logger LOG = Logger.getLogger(ModelSteps.class);

    private final ModelGateway gateway;
    private final ModelConfig config;

    @Inject
    ModelSteps(ModelGateway gateway, ModelConfig config) {
        this.gateway = gateway;
        this.config = config;
    }

    Journal.ModelStep call(RunLoop.Workspace work, ModelRequest request)
            throws ModelFailure, InterruptedException {
        long deadlineNanos = work.execution().deadlineNanos();
        RunProgress progress = work.progress();
        RunEvents events = work.events();
        Duration backoff = config.firstBackoff();
        for (int attempt = 1; ; attempt++) {
            DeltaSender deltas = new DeltaSender(progress, events);
            try {
                ModelReply reply = gateway.call(request, deadlineNanos, deltas::send);
                return new Journal.ModelStep(reply.text(), planned(reply), reply.usage());
            } catch (ModelFailure e) {
                boolean inTime = System.nanoTime() + backoff.toNanos() - deadlineNanos < 0;
                if (!e.mayPass() || attempt == config.attempts() || !inTime) {
                    throw e;
                }
                LOG.warnf(
                        "Model call failed (%s), trying again: %s",
                        e.problem().code(), e.getCause() == null ? e.getMessage() : e.getCause());
                deltas.reset();
                Thread.sleep(withJitter(backoff));
                backoff = backoff.multipliedBy(2);
            }
        }
    }

    private static Duration withJitter(Duration backoff) {
        return backoff.plusMillis(ThreadLocalRandom.current().nextLong(backoff.toMillis() / 2 + 1));
    }

    private static List<Journal.PlannedCall> planned(ModelReply reply) {
        return reply.calls().stream()
                .map(call -> new Journal.PlannedCall(call.tool(), call.arguments()))
                .toList();
    }

    /** Turns one attempt's text into deltas of the whole reply. */
    private static final class DeltaSender {

        private final RunProgress progress;
        private final RunEvents events;
        private int sent;

        DeltaSender(RunProgress progress, RunEvents events) {
            this.progress = progress;
            this.events = events;
        }

        void send(String piece) {
            String text = sent == 0 ? progress.separator() + piece : piece;
            events.emit(new RunActivity.Delta(progress.reply().length() + sent, text));
            progress.streamed(text);
            sent += text.length();
        }

        void reset() {
            progress.restart();
            if (sent > 0) {
                events.emit(new RunActivity.Reset(progress.reply()));
            }
        }
    }
}
