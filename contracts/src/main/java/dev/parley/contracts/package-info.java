/**
 * What two services must read alike: ids, topics, events and the REST records that cross a border.
 * Records only; this module imports nothing else of Parley.
 */
@NullMarked
package dev.parley.contracts;

import org.jspecify.annotations.NullMarked;
