/** Secrets that external systems ask for: sealed at rest, opened only to be put into a request. */
@NullMarked
package dev.parley.tool.credential;

import org.jspecify.annotations.NullMarked;
