@NullMarked
package dev.parley.local.model;

import org.jspecify.annotations.NullMarked;
