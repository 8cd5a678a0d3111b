package dev.parley.agent.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.parley.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.ChronoZonedDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a schedule begins a run: a cron expression of five fields (minute, hour, day of month,
 * month, day of week, as in crontab(5)), read in a time zone. Where a clock is put forward, times
 * that are skipped come right after; where it is put back, times that come twice are used once.
 */
final class Recurrence {

    private static final CronParser PARSER =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private final ExecutionTime times;
    private final ZoneId zone;

    private Recurrence(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /** Reads what a client wrote; refuses with {@code validation-failed} what it cannot mean. */
    static Recurrence of(String cron, String timeZone) {
        return new Recurrence(times(cron), zone(timeZone));
    }

    /** The first time after this one; none if there is none. */
    Optional<Instant> after(Instant time) {
        Optional<Instant> shown =
                times.nextExecution(time.atZone(zone)).map(ChronoZonedDateTime::toInstant);
        return Stream.concat(shown.stream(), skipped(time).stream()).min(Comparator.naturalOrder());
    }

    /** The first time after this one, if it is one that the clock never shows. */
    private Optional<Instant> skipped(Instant time) {
        ZonedDateTime asIfInUtc = time.atZone(zone).toLocalDateTime().atZone(ZoneOffset.UTC);
        return times.nextExecution(asIfInUtc)
                .map(ZonedDateTime::toLocalDateTime)
                .filter(local -> zone.getRules().getValidOffsets(local).isEmpty())
                .map(local -> local.atZone(zone).toInstant());
    }

    private static ExecutionTime times(String cron) {
        try {
            return ExecutionTime.forCron(PARSER.parse(cron).validate());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    "/cron",
                    "invalid-cron",
                    "cron must have five fields, such as \"0 9 * * 1-5\" for nine o'clock on working days.");
        }
    }

    private static ZoneId zone(String name) {
        try {
            ZoneId zone = ZoneId.of(name);
            if (!(zone instanceof ZoneOffset)) {
                return zone;
            }
        } catch (DateTimeException e) {
            throw unknownZone();
        }
        throw unknownZone();
    }

    private static ProblemException unknownZone() {
        return ProblemException.invalid(
                "/time_zone",
                "unknown-time-zone",
                "time_zone must be the IANA name of a time zone, such as Europe/Berlin or UTC.");
    }
}
