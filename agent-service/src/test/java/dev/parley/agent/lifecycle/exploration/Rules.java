package dev.parley.agent.lifecycle.exploration;

import dev.parley.agent.lifecycle.RunChange;
import dev.parley.agent.lifecycle.RunState;
import dev.parley.agent.lifecycle.RunTransition;
import java.time.Instant;

/** The rules of a world: those of {@code RunMachine}, or such with a fault. */
@FunctionalInterface
interface Rules {

    RunChange apply(RunState state, RunTransition transition, Instant now);
}
