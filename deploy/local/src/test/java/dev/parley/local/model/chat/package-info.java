@NullMarked
package dev.parley.local.model.chat;

import org.jspecify.annotations.NullMarked;
