/**
 * Where a request may go: how an address is read, what it means, and which machines it may name.
 */
@NullMarked
package dev.parley.tool.egress.address;

import org.jspecify.annotations.NullMarked;
