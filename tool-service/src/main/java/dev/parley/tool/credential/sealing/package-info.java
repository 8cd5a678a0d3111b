/** Envelope encryption of small secrets. Knows nothing of what they are for. */
@NullMarked
package dev.parley.tool.credential.sealing;

import org.jspecify.annotations.NullMarked;
