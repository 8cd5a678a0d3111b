/**
 * The offline model server: OpenAI's chat completions protocol with two models behind it. {@code
 * offline} answers as well as a few rules can, out of the request alone; {@code scripted} does what
 * a test tells it. A simulator, and it says so.
 */
@NullMarked
package dev.parley.local.model;

import org.jspecify.annotations.NullMarked;
