/** Tools that are a request to somebody else's HTTP API. */
@NullMarked
package dev.parley.tool.http;

import org.jspecify.annotations.NullMarked;
