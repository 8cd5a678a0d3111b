@NullMarked
package dev.parley.local.model.value;

import org.jspecify.annotations.NullMarked;
