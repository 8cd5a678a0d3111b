@NullMarked
package dev.parley.local.model.http;

import org.jspecify.annotations.NullMarked;
