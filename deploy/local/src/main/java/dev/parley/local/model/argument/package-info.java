/**
 * Fills the arguments of a tool from what was said. Nothing here knows any tool: a parameter is
 * understood by its name, description and JSON schema, a value by its looks and by the words around
 * it.
 */
@NullMarked
package dev.parley.local.model.argument;

import org.jspecify.annotations.NullMarked;
