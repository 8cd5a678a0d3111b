/** A small OpenID Connect issuer for this machine: its key, its tokens and its four endpoints. */
@NullMarked
package dev.parley.local.issuer;

import org.jspecify.annotations.NullMarked;
