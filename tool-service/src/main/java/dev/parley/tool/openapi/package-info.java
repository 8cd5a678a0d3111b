/** Makes tools of the operations that an OpenAPI document describes. */
@NullMarked
package dev.parley.tool.openapi;

import org.jspecify.annotations.NullMarked;
