/** Tools of other systems, as the rest of the service sees them; what brings them stands above. */
@NullMarked
package dev.parley.tool.remote;

import org.jspecify.annotations.NullMarked;
