/** REST shapes that one service writes and another reads. */
@NullMarked
package dev.parley.contracts.rest;

import org.jspecify.annotations.NullMarked;
