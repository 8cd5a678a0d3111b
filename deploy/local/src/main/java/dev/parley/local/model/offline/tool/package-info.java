/** Which tools a request asks for, by their names, descriptions and schemas, and in which order. */
@NullMarked
package dev.parley.local.model.offline.tool;

import org.jspecify.annotations.NullMarked;
