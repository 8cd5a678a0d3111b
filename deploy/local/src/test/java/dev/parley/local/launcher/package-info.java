@NullMarked
package dev.parley.local.launcher;

import org.jspecify.annotations.NullMarked;
