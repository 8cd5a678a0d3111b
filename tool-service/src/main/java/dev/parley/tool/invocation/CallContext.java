package dev.parley.tool.invocation;

import java.time.Duration;

/**
 * Who calls, and within what.
 *
 * @param tenant the caller's tenant
 * @param owner the tenant that the tool belongs to, whose credentials it uses
 * @param callId what tells this call from all others of the tenant; attempts share it
 * @param time how long the attempt may take
 * @param maxResultBytes how large the result may be
 */
public record CallContext(
        String tenant, String owner, String callId, Duration time, int maxResultBytes) {}
