@NullMarked
package dev.parley.local.model.script;

import org.jspecify.annotations.NullMarked;
