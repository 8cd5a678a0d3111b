@NullMarked
package dev.parley.local.model.argument;

import org.jspecify.annotations.NullMarked;
