/** Where things are in a local suite: its services, its ports, its data folder and its secrets. */
@NullMarked
package dev.parley.local.layout;

import org.jspecify.annotations.NullMarked;
