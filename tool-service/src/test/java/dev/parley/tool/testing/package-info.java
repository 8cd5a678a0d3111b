/** What tests of several features share. */
@NullMarked
package dev.parley.tool.testing;

import org.jspecify.annotations.NullMarked;
