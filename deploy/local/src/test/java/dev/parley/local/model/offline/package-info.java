@NullMarked
package dev.parley.local.model.offline;

import org.jspecify.annotations.NullMarked;
