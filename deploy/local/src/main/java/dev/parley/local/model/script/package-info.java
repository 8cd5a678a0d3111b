/**
 * The model {@code scripted}: does what a test tells it, by a script in the request or one put
 * there before. Which step of a script answers a request depends only on the request, so that a
 * resumed or repeated run gets the same answers.
 */
@NullMarked
package dev.parley.local.model.script;

import org.jspecify.annotations.NullMarked;
