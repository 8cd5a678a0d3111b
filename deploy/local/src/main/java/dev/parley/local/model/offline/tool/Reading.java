package dev.parley.local.model.offline.tool;

import dev.parley.local.model.value.Utterance;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Reads each text of one request once, however often it is looked at; for one thread. */
final class Reading {

    private final LocalDate today;
    private final Map<String, Utterance> read = new HashMap<>();

    Reading(LocalDate today) {
        this.today = today;
    }

    Utterance of(String text) {
        return read.computeIfAbsent(text, it -> Utterance.of(it, today));
    }
}
