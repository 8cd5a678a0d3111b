package dev.parley.agent.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Writes finished steps, each in one statement that Postgres refuses if the run is no longer held:
 * the share lock on the run's row makes a concurrent claim wait or be seen.
 */
@ApplicationScoped
public class StepJournal {

    private static final int MODEL_CALL = -1;

    private static final String APPEND =
            """
            INSERT INTO run_step (run_id, step, call_index, tenant, epoch, body, input_hash, started_at, ended_at)
            SELECT id, ?, ?, tenant, epoch, ?, ?, ?, clock_timestamp() FROM run
             WHERE id = ? AND epoch = ? AND owner = ? AND status = 'RUNNING' FOR SHARE
            """;

    private final Sql sql;
    private final ObjectMapper mapper = EventJson.mapper();

    @Inject
    StepJournal(Sql sql) {
        this.sql = sql;
    }

    /** Writes a finished model call; throws {@link StaleRun} if the run is not held any more. */
    public void append(ClaimedRun run, int step, Journal.ModelStep finished, Begun begun) {
        append(run, step, MODEL_CALL, finished, begun);
    }

    /** Writes a finished tool call; throws {@link StaleRun} if the run is not held any more. */
    public void append(
            ClaimedRun run, Journal.ToolPlace place, Journal.ToolStep finished, Begun begun) {
        append(run, place.step(), place.index(), finished, begun);
    }

    private void append(ClaimedRun run, int step, int index, Object finished, Begun begun) {
        int written =
                sql.update(
                        APPEND,
                        step,
                        index,
                        write(finished),
                        begun.inputHash(),
                        begun.at(),
                        run.id().value(),
                        run.epoch(),
                        run.owner());
        if (written == 0) {
            throw new StaleRun("step " + step);
        }
    }

    /** All that is finished of a run. */
    public Journal read(RunId run) {
        Journal journal = Journal.empty(run);
        sql.list(
                """
                SELECT step, call_index, body, planned_by, earlier_claims FROM run_step
                 WHERE run_id = ? ORDER BY step, call_index
                """,
                row -> add(journal, row),
                run.value());
        return journal;
    }

    private boolean add(Journal journal, ResultSet row) throws SQLException {
        int step = row.getInt("step");
        int index = row.getInt("call_index");
        String body = row.getString("body");
        if (index == MODEL_CALL) {
            journal.models().put(step, read(body, Journal.ModelStep.class));
            UUID planner = row.getObject("planned_by", UUID.class);
            if (planner != null) {
                journal.takenOver()
                        .put(
                                step,
                                new Journal.Origin(
                                        new RunId(planner), row.getInt("earlier_claims")));
            }
        } else {
            journal.tools()
                    .put(new Journal.ToolPlace(step, index), read(body, Journal.ToolStep.class));
        }
        return true;
    }

    private String write(Object step) {
        try {
            return mapper.writeValueAsString(step);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a step is always writable", e);
        }
    }

    private <T> T read(String body, Class<T> type) {
        try {
            return mapper.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a journalled step is not readable", e);
        }
    }
}
