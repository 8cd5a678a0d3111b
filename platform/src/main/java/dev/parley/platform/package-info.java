/** What every service stands on. Nothing here knows a word of chat, agents or tools. */
@NullMarked
package dev.parley.platform;

import org.jspecify.annotations.NullMarked;
