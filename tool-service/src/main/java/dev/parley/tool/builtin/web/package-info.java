/** Pages of the web. */
@NullMarked
package dev.parley.tool.builtin.web;

import org.jspecify.annotations.NullMarked;
