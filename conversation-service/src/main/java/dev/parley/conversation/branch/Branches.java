package dev.parley.conversation.branch;

import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.ConversationError;
import dev.parley.platform.database.Sql;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stored branches. */
@ApplicationScoped
public class Branches {

    private static final int MAX_BRANCHES = 1_000;

    private static final String READ =
            "SELECT branch, path_branches, path_ends FROM branch WHERE conversation_id = ? AND branch = ?";

    private static final String CREATE =
            """
            INSERT INTO branch (conversation_id, branch, tenant, path_branches, path_ends, created_at)
            VALUES (?, ?, ?, ?::int[], ?::bigint[], now())
            """;

    private static final String ACTIVATE =
            "UPDATE conversation SET active_branch = ?, branch_count = branch_count + ? WHERE id = ?";

    private final Sql sql;

    @Inject
    Branches(Sql sql) {
        this.sql = sql;
    }

    /** What a branch shows, if there is such a branch. */
    public Optional<BranchPath> find(ConversationId conversation, int branch) {
        return branch == 0
                ? Optional.of(BranchPath.ROOT)
                : sql.find(READ, Branches::read, conversation.value(), branch);
    }

    /**
     * Makes a branch and goes on there. The caller holds the conversation's lock.
     *
     * @param from the path that it leaves
     * @param last the last message of {@code from} that both share, 0 for none
     * @param next the new branch's number
     */
    public BranchPath fork(
            String tenant, ConversationId conversation, BranchPath from, long last, int next) {
        if (next >= MAX_BRANCHES) {
            throw new ProblemException(
                    ConversationError.TOO_MANY_BRANCHES,
                    "This conversation has "
                            + MAX_BRANCHES
                            + " branches, which is the most; go on in a new conversation.");
        }
        BranchPath path = from.forkAfter(last, next);
        List<BranchPath.Piece> shared = path.pieces().subList(0, path.pieces().size() - 1);
        sql.update(
                CREATE,
                conversation.value(),
                next,
                tenant,
                shared.stream().map(BranchPath.Piece::branch).toList(),
                shared.stream().map(BranchPath.Piece::end).toList());
        sql.update(ACTIVATE, next, 1, conversation.value());
        return path;
    }

    /** Goes on in a branch that exists. */
    public void activate(ConversationId conversation, int branch) {
        sql.update(ACTIVATE, branch, 0, conversation.value());
    }

    private static BranchPath read(ResultSet row) throws SQLException {
        return path(row.getInt("branch"), row);
    }

    static BranchPath path(int branch, ResultSet row) throws SQLException {
        Integer[] branches = (Integer[]) row.getArray("path_branches").getArray();
        Long[] ends = (Long[]) row.getArray("path_ends").getArray();
        List<BranchPath.Piece> pieces = new ArrayList<>();
        for (int i = 0; i < branches.length; i++) {
            pieces.add(new BranchPath.Piece(branches[i], ends[i]));
        }
        pieces.add(BranchPath.Piece.whole(branch));
        return new BranchPath(branch, pieces);
    }
}
