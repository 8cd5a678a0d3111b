package dev.parley.conversation.branch;

import dev.parley.contracts.id.ConversationId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a caller may read a conversation, and what the wanted branch of it shows: one statement.
 */
@ApplicationScoped
public class VisibleBranch {

    private static final String READ =
            """
            SELECT c.user_id, c.branch_count, coalesce(?, c.active_branch) AS branch, b.path_branches, b.path_ends
              FROM conversation AS c
              LEFT JOIN branch AS b ON b.conversation_id = c.id AND b.branch = coalesce(?, c.active_branch)
             WHERE c.id = ? AND c.tenant = ? AND (c.user_id = ? OR ?) AND c.status <> 'deleted'
            """;

    private final Sql sql;

    @Inject
    VisibleBranch(Sql sql) {
        this.sql = sql;
    }

    /**
     * What was found.
     *
     * @param owner the user whose conversation it is
     * @param branched whether the conversation has more than one branch
     */
    public record Found(String owner, BranchPath path, boolean branched) {}

    /**
     * Finds a branch; refuses with {@code not-found} what the caller may not see or what does not
     * exist.
     *
     * @param branch the wanted one; the active one if null
     */
    public Found find(Caller caller, ConversationId conversation, @Nullable Integer branch) {
        return find(conversation, branch, caller.tenant(), caller.user(), caller.seesWholeTenant());
    }

    /** The active branch of any conversation of a tenant, for whoever checks the owner. */
    public Found ofTenant(String tenant, ConversationId conversation) {
        return find(conversation, null, tenant, "", true);
    }

    private Found find(
            ConversationId conversation,
            @Nullable Integer branch,
            String tenant,
            String user,
            boolean wholeTenant) {
        return sql.find(
                        READ,
                        VisibleBranch::read,
                        branch,
                        branch,
                        conversation.value(),
                        tenant,
                        user,
                        wholeTenant)
                .orElseThrow(() -> ProblemException.notFound("conversation"));
    }

    private static Found read(ResultSet row) throws SQLException {
        int branch = row.getInt("branch");
        boolean branched = row.getInt("branch_count") > 1;
        String owner = row.getString("user_id");
        if (branch == 0) {
            return new Found(owner, BranchPath.ROOT, branched);
        }
        if (row.getArray("path_branches") == null) {
            throw ProblemException.notFound("branch");
        }
        return new Found(owner, Branches.path(branch, row), branched);
    }
}
