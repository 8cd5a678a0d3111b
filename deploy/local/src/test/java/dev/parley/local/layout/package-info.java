@NullMarked
package dev.parley.local.layout;

import org.jspecify.annotations.NullMarked;
