/** Finds values in a text: numbers, dates, names, quotations, addresses, codes, arithmetic. */
@NullMarked
package dev.parley.local.model.value;

import org.jspecify.annotations.NullMarked;
