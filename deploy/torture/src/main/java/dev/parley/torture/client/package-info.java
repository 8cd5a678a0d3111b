/** Clients that post, read, cancel and lose their connections. */
@NullMarked
package dev.parley.torture.client;

import org.jspecify.annotations.NullMarked;
