package dev.parley.local.model.argument;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells currency codes from other words in capitals. */
final class Currencies {

    private static final Set<String> CODES =
            Currency.getAvailableCurrencies().stream()
                    .map(Currency::getCurrencyCode)
                    .collect(Collectors.toUnmodifiableSet());

    private Currencies() {}

    static boolean isCode(String text) {
        return CODES.contains(text);
    }
}
