package dev.parley.tool.builtin;

import dev.parley.tool.invocation.ToolFailure;
import java.time.DateTimeException;
import java.time.ZoneId;

/** Time zones by their names. */
public final class Zones {

    private Zones() {}

    /** The zone of an IANA name. */
    public static ZoneId of(String name) throws ToolFailure {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new ToolFailure(
                    "unknown-time-zone",
                    "There is no time zone of that name; use an IANA name such as Asia/Tokyo, or leave it out for UTC.");
        }
    }
}
