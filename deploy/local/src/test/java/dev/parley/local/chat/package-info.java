@NullMarked
package dev.parley.local.chat;

import org.jspecify.annotations.NullMarked;
