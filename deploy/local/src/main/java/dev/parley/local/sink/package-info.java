/** A stand-in for a system that tools change: it counts what was done to it. */
package dev.parley.local.sink;
