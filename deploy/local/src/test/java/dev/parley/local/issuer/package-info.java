@NullMarked
package dev.parley.local.issuer;

import org.jspecify.annotations.NullMarked;
