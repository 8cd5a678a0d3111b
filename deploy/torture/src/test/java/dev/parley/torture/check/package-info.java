@NullMarked
package dev.parley.torture.check;

import org.jspecify.annotations.NullMarked;
