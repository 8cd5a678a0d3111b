package dev.parley.tool.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.tool.execution.Next.Progress;
import dev.parley.tool.invocation.Effects;
import dev.parley.tool.invocation.Finding;
import dev.parley.tool.invocation.Reply;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NextTest {

    private static final RunProblem PROBLEM = new RunProblem("broken", "Broken", "It broke.");
    private static final Duration BACKOFF = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource
    void whatWasDoneIsOver(Effects effects) {
        Reply.Done done = new Reply.Done(TextNode.valueOf("yes"), 3, null);
        assertEquals(Status.SUCCEEDED, ending(Next.after(effects, done, first())));
    }

    @ParameterizedTest
    @EnumSource
    void whatHasNotLeftIsTriedAgainWhateverItDoes(Effects effects) {
        Reply notSent = new Reply.NotSent(PROBLEM, true);
        assertEquals(new Next.Again(BACKOFF), Next.after(effects, notSent, first()));
        assertEquals(Status.FAILED, ending(Next.after(effects, notSent, last())));
        assertEquals(
                Status.FAILED,
                ending(Next.after(effects, new Reply.NotSent(PROBLEM, false), first())));
    }

    @ParameterizedTest
    @CsvSource({"NONE, AGAIN", "IDEMPOTENT, AGAIN", "RECONCILABLE, LOOK", "UNSAFE, UNKNOWN"})
    void whatMayHaveBeenDoneGoesByTheClass(Effects effects, String expected) {
        Reply unclear = new Reply.Unclear(PROBLEM, true, Optional.empty());
        assertEquals(expected, inShort(Next.after(effects, unclear, first())));
    }

    @ParameterizedTest
    @CsvSource({"NONE, FAILED", "IDEMPOTENT, UNKNOWN", "RECONCILABLE, LOOK", "UNSAFE, UNKNOWN"})
    void afterTheLastAttemptNobodyKnows(Effects effects, String expected) {
        Reply unclear = new Reply.Unclear(PROBLEM, true, Optional.empty());
        assertEquals(expected, inShort(Next.after(effects, unclear, last())));
    }

    @ParameterizedTest
    @CsvSource({"NONE, FAILED", "IDEMPOTENT, UNKNOWN", "RECONCILABLE, UNKNOWN", "UNSAFE, UNKNOWN"})
    void aRefusalSaysNothingOfAnEarlierAttempt(Effects effects, String expected) {
        assertEquals(
                expected,
                inShort(Next.after(effects, new Reply.Refused(PROBLEM), mayBeDone(2, 0))));
    }

    @ParameterizedTest
    @EnumSource
    void whoAsksForTheFirstTimeIsToldAtOnceThatTheOtherSideIsLeftAlone(Effects effects) {
        assertEquals(
                Status.FAILED,
                ending(Next.after(effects, new Reply.LeftAlone(PROBLEM, PAUSE), first())));
    }

    @Test
    void whatMayHaveBeenDoneAndMayBeRepeatedWaitsUntilTheOtherSideIsAskedAgain() {
        Reply alone = new Reply.LeftAlone(PROBLEM, PAUSE);
        assertEquals(
                new Next.Again(PAUSE.plus(BACKOFF)),
                Next.after(Effects.IDEMPOTENT, alone, mayBeDone(1, Next.MOST_WAITS)));
        assertEquals(
                Status.UNKNOWN,
                ending(Next.after(Effects.IDEMPOTENT, alone, mayBeDone(1, Next.MOST_WAITS + 1))));
    }

    @ParameterizedTest
    @CsvSource({"NONE, AGAIN", "IDEMPOTENT, AGAIN", "RECONCILABLE, AGAIN", "UNSAFE, FAILED"})
    void aPauseThatTheOtherSideAsksForIsKeptWithinBounds(Effects effects, String expected) {
        Reply soon = new Reply.TryLater(PROBLEM, Optional.of(Next.LONGEST_PAUSE));
        assertEquals(expected, inShort(Next.after(effects, soon, first())));
        Reply late = new Reply.TryLater(PROBLEM, Optional.of(Next.LONGEST_PAUSE.plusMillis(1)));
        assertEquals("FAILED", inShort(Next.after(effects, late, first())));
    }

    @ParameterizedTest
    @CsvSource({"NONE, FAILED", "IDEMPOTENT, UNKNOWN", "RECONCILABLE, LOOK", "UNSAFE, UNKNOWN"})
    void aCancelledCallIsNotRepeated(Effects effects, String expected) {
        Progress cancelled = new Progress(1, 3, true, true, 0, BACKOFF);
        Reply unclear = new Reply.Unclear(PROBLEM, true, Optional.empty());
        assertEquals(expected, inShort(Next.after(effects, unclear, cancelled)));
    }

    @Test
    void oneDenialMayBeTooEarly() {
        Finding denied = new Finding.DidNot();
        assertEquals(new Next.LookUp(BACKOFF), Next.after(denied, 1, 1, PROBLEM, mayBeDone(1, 0)));
        assertEquals(
                new Next.Again(BACKOFF),
                Next.after(denied, 2, Next.DENIALS, PROBLEM, mayBeDone(1, 0)));
        assertEquals(Status.FAILED, ending(Next.after(denied, 2, Next.DENIALS, PROBLEM, last())));
    }

    @Test
    void oneLooksSoOftenAndNoOftener() {
        Finding undecided = new Finding.Undecided(PROBLEM);
        assertEquals(
                new Next.LookUp(BACKOFF),
                Next.after(undecided, Next.MOST_LOOKS - 1, 0, PROBLEM, mayBeDone(1, 0)));
        assertEquals(
                Status.UNKNOWN,
                ending(Next.after(undecided, Next.MOST_LOOKS, 0, PROBLEM, mayBeDone(1, 0))));
    }

    private static Progress first() {
        return new Progress(1, 3, false, false, 0, BACKOFF);
    }

    private static Progress last() {
        return new Progress(3, 3, false, false, 0, BACKOFF);
    }

    private static Progress mayBeDone(int attempts, int waits) {
        return new Progress(attempts, 3, true, false, waits, BACKOFF);
    }

    private static Status ending(Next next) {
        return assertInstanceOf(Next.End.class, next).outcome().status();
    }

    private static String inShort(Next next) {
        return switch (next) {
            case Next.End(Outcome outcome) -> outcome.status().toString();
            case Next.Again _ -> "AGAIN";
            case Next.LookUp _ -> "LOOK";
        };
    }
}
