package dev.parley.conversation.branch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.conversation.branch.BranchPath.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

class BranchPathTest {

    private static final Piece OPEN_1 = new Piece(1, Long.MAX_VALUE);

    @Test
    void aForkSharesWhatStandsBeforeIt() {
        assertEquals(List.of(new Piece(0, 4), OPEN_1), BranchPath.ROOT.forkAfter(4, 1).pieces());
    }

    @Test
    void aForkAtTheRootSharesNothing() {
        assertEquals(List.of(OPEN_1), BranchPath.ROOT.forkAfter(0, 1).pieces());
    }

    @Test
    void aForkWithinASharedPieceLeavesOutTheBranchBetween() {
        BranchPath first = BranchPath.ROOT.forkAfter(4, 1);
        assertEquals(
                List.of(new Piece(0, 2), new Piece(2, Long.MAX_VALUE)),
                first.forkAfter(2, 2).pieces());
    }

    @Test
    void aForkOfAForkHoldsBothPieces() {
        BranchPath first = BranchPath.ROOT.forkAfter(4, 1);
        assertEquals(
                List.of(new Piece(0, 4), new Piece(1, 9), new Piece(2, Long.MAX_VALUE)),
                first.forkAfter(9, 2).pieces());
    }

    @Test
    void aPageAsksOnlyThePiecesThatItCanTouch() {
        BranchPath path = BranchPath.ROOT.forkAfter(4, 1).forkAfter(9, 2);
        assertEquals(3, path.endingBelow(Long.MAX_VALUE, 50).size());
        assertEquals(List.of(new Piece(2, Long.MAX_VALUE)), path.endingBelow(Long.MAX_VALUE, 1));
        assertEquals(List.of(new Piece(0, 4)), path.endingBelow(4, 50));
        assertEquals(List.of(new Piece(0, 4), new Piece(1, 9)), path.endingBelow(9, 50));
        assertEquals(
                List.of(new Piece(1, 9), new Piece(2, Long.MAX_VALUE)), path.beginningAbove(4, 50));
        assertEquals(List.of(new Piece(0, 4)), path.beginningAbove(0, 1));
    }
}
