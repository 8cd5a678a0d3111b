/** JSON Schemas that somebody else wrote, and JSON that is held against them. */
@NullMarked
package dev.parley.tool.schema;

import org.jspecify.annotations.NullMarked;
