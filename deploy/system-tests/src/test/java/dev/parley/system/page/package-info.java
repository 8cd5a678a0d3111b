/**
 * The chat page in a real Chromium, against real services: what a person sees, with a mouse, with a
 * keyboard only, on a phone, over a broken connection, and with an answer that means ill.
 */
@NullMarked
package dev.parley.system.page;

import org.jspecify.annotations.NullMarked;
