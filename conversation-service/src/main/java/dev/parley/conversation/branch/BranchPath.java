package dev.parley.conversation.branch;

import java.util.ArrayList;
import java.util.List;

/**
 * What a branch shows, from the root on: pieces of other branches and its own messages. Numbers
 * grow along the path, and every piece holds at least one message.
 *
 * @param branch the branch's own number
 * @param pieces at least one; the last is the branch's own and has no end
 */
public record BranchPath(int branch, List<Piece> pieces) {

    /** What a conversation without branches shows. */
    public static final BranchPath ROOT = new BranchPath(0, List.of(Piece.whole(0)));

    public BranchPath {
        pieces = List.copyOf(pieces);
    }

    /**
     * The messages of a branch up to a number.
     *
     * @param end the last number that belongs to the piece
     */
    public record Piece(int branch, long end) {

        static Piece whole(int branch) {
            return new Piece(branch, Long.MAX_VALUE);
        }
    }

    /**
     * The path that shares everything up to and including {@code last} and goes on in {@code next}.
     */
    BranchPath forkAfter(long last, int next) {
        List<Piece> shared = new ArrayList<>();
        long before = 0;
        for (Piece piece : pieces) {
            if (before >= last) {
                break;
            }
            shared.add(new Piece(piece.branch(), Math.min(piece.end(), last)));
            before = piece.end();
        }
        shared.add(Piece.whole(next));
        return new BranchPath(next, shared);
    }

    /**
     * The pieces that can hold the {@code count} messages with the highest numbers below {@code
     * before}.
     */
    public List<Piece> endingBelow(long before, int count) {
        int last = 0;
        while (last < pieces.size() - 1 && pieces.get(last).end() < before - 1) {
            last++;
        }
        return pieces.subList(Math.max(0, last + 1 - count), last + 1);
    }

    /**
     * The pieces that can hold the {@code count} messages with the lowest numbers above {@code
     * after}.
     */
    public List<Piece> beginningAbove(long after, int count) {
        int first = 0;
        while (first < pieces.size() - 1 && pieces.get(first).end() <= after) {
            first++;
        }
        return pieces.subList(first, Math.min(pieces.size(), first + count));
    }
}
