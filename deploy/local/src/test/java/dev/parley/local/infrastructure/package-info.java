@NullMarked
package dev.parley.local.infrastructure;

import org.jspecify.annotations.NullMarked;
