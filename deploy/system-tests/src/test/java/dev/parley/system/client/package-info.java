/** What a client of Parley sees: requests, streams, logs, and what must hold of them. */
@NullMarked
package dev.parley.system.client;

import org.jspecify.annotations.NullMarked;
