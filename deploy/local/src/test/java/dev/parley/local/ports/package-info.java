@NullMarked
package dev.parley.local.ports;

import org.jspecify.annotations.NullMarked;
