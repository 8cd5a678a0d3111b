package dev.parley.conversation.turn;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this service knows of a run.
 *
 * @param branch the branch that the reply belongs to
 * @param forkOf the number of the reply that this one is an alternative to
 * @param answersRunId the run of the message that it answers, where that is another one
 * @param epoch the newest claim whose events were taken; those of older ones are void
 * @param lastIndex the last event taken of that epoch
 * @param streamedLength how much of the reply the log holds since the last reset, in UTF-16 units
 * @param streamBroken whether a piece of the reply is missing in the log
 * @param toolMarks the tool events that the log already holds, so that a successor's repetition is
 *     dropped
 */
record Turn(
        RunId runId,
        String tenant,
        ConversationId conversationId,
        int branch,
        @Nullable Long forkOf,
        @Nullable RunId answersRunId,
        int epoch,
        int lastIndex,
        int streamedLength,
        boolean streamBroken,
        Set<String> toolMarks,
        TurnStatus status) {

    /** Whether an event at this place is new and its writer still holds the run. */
    boolean expects(int eventEpoch, int eventIndex) {
        return status == TurnStatus.OPEN
                && (eventEpoch > epoch || (eventEpoch == epoch && eventIndex > lastIndex));
    }

    Turn at(int newEpoch, int newIndex) {
        return with(newEpoch, newIndex, streamedLength, streamBroken, toolMarks, status);
    }

    Turn streamed(int length) {
        return with(epoch, lastIndex, length, false, toolMarks, status);
    }

    Turn broken() {
        return with(epoch, lastIndex, streamedLength, true, toolMarks, status);
    }

    Turn marked(String toolMark) {
        Set<String> marks = new LinkedHashSet<>(toolMarks);
        marks.add(toolMark);
        return with(epoch, lastIndex, streamedLength, streamBroken, marks, status);
    }

    Turn ended(TurnStatus end) {
        return with(epoch, lastIndex, streamedLength, streamBroken, toolMarks, end);
    }

    private Turn with(
            int newEpoch,
            int newIndex,
            int newLength,
            boolean newlyBroken,
            Set<String> newMarks,
            TurnStatus newStatus) {
        return new Turn(
                runId,
                tenant,
                conversationId,
                branch,
                forkOf,
                answersRunId,
                newEpoch,
                newIndex,
                newLength,
                newlyBroken,
                newMarks,
                newStatus);
    }
}
