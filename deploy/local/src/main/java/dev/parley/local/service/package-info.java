/** The four services and the offline model server, as programs that a suite runs. */
@NullMarked
package dev.parley.local.service;

import org.jspecify.annotations.NullMarked;
