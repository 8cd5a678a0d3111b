package dev.parley.tool.execution;

/**
 * The statements by which a row of the ledger goes on.
 *
 * <p>Rows are found by their key, not by their state: of each state that a call passes through, an
 * index has a dead entry for every call of the last while. {@code || ''} keeps Postgres from
 * choosing it.
 */
final class LedgerStatements {

    /**
     * Of a claim of the run that another has replaced there is no row. A run has one user: what
     * others say of its claims does not count.
     */
    static final String INSERT =
            """
            INSERT INTO execution (tenant, call_id, id, user_id, user_roles, run_id, conversation_id, agent, epoch, tool, tool_key,
                                   tool_version, kind, effects, arguments, arguments_hash, status, owner, approval_id)
            SELECT ?, ?, ?, ?, ?::text[], ?::uuid, ?::uuid, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid
             WHERE NOT EXISTS (SELECT 1 FROM execution later WHERE later.tenant = ? AND later.run_id = ?::uuid AND later.user_id = ? AND later.epoch > ?)
            ON CONFLICT (tenant, call_id) DO NOTHING
            """;

    static final String WITHDRAW =
            """
            INSERT INTO execution (tenant, call_id, id, user_id, run_id, tool, arguments, arguments_hash, status, problem, attempts, ended_at)
            VALUES (?, ?, ?, ?, ?::uuid, '', '{}', ?, 'FAILED', ?, 0, now()) ON CONFLICT (tenant, call_id) DO NOTHING
            """;

    static final String DISPATCH =
            """
            WITH used AS (UPDATE approval SET used_at = now()
                           WHERE tenant = ? AND id = ?::uuid AND status = 'APPROVED' AND used_at IS NULL AND expires_at > now()
                             AND tool_key = ? AND arguments_hash = ? RETURNING id)
            UPDATE execution SET status = 'DISPATCHED', dispatched_at = now()
             WHERE tenant = ? AND call_id = ? AND owner || '' = ? AND status || '' = 'PLANNED' AND cancel_requested_at IS NULL
               AND (approval_id IS NULL OR approval_id IN (SELECT id FROM used))
               AND NOT EXISTS (SELECT 1 FROM execution later
                                WHERE later.tenant = execution.tenant AND later.run_id = execution.run_id
                                  AND later.user_id = execution.user_id AND later.epoch > execution.epoch)
            """;

    static final String END =
            """
            UPDATE execution SET status = ?, result = ?, problem = ?, note = ?, bytes = ?, attempts = ?, duration_ms = ?, cost = ?,
                                 cached_since = ?, cached_why = ?, owner = NULL, ended_at = now()
             WHERE tenant = ? AND call_id = ? AND owner IS NOT DISTINCT FROM ? AND status || '' IN ('WAITING', 'PLANNED', 'DISPATCHED')
            """;

    private LedgerStatements() {}
}
