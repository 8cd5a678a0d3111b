/**
 * A small blocking HTTP/1.1 server on virtual threads. It exists because a test model must do what
 * the JDK's server can't: notice that a client left while nothing is being written, and break off
 * an answer in the middle.
 */
@NullMarked
package dev.parley.local.model.http;

import org.jspecify.annotations.NullMarked;
