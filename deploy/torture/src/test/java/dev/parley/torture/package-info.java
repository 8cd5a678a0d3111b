@NullMarked
package dev.parley.torture;

import org.jspecify.annotations.NullMarked;
