/** The edge: strict requests in, problems and trace context out. */
@NullMarked
package dev.parley.platform.http;

import org.jspecify.annotations.NullMarked;
