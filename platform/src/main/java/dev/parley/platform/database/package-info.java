/** Plain SQL for the paths where every round trip counts. */
@NullMarked
package dev.parley.platform.database;

import org.jspecify.annotations.NullMarked;
