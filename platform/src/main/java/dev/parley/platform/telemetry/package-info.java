/** How this instance is, said to probes, to metrics and to the monitoring service. */
@NullMarked
package dev.parley.platform.telemetry;

import org.jspecify.annotations.NullMarked;
