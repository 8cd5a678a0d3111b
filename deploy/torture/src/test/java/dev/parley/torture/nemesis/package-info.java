@NullMarked
package dev.parley.torture.nemesis;

import org.jspecify.annotations.NullMarked;
