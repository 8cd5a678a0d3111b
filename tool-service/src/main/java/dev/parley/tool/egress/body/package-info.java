/** Bodies from outside: bounded, decoded, and made text, whatever they turn out to be. */
@NullMarked
package dev.parley.tool.egress.body;

import org.jspecify.annotations.NullMarked;
