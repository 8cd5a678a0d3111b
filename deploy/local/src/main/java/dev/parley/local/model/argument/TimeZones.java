package dev.parley.local.model.argument;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** IANA time zones by the city that they are named after. */
final class TimeZones {

    private static final Map<String, String> BY_CITY = byCity();

    private TimeZones() {}

    /** The zone that a place, or a zone's own id in any case, stands for. */
    static Optional<String> find(String place) {
        return Optional.ofNullable(BY_CITY.get(normal(place)));
    }

    private static Map<String, String> byCity() {
        Map<String, String> zones =
                ZoneId.getAvailableZoneIds().stream()
                        .filter(id -> !id.startsWith("SystemV/") && !id.startsWith("Etc/"))
                        .sorted(
                                Comparator.comparing((String id) -> id.contains("/"))
                                        .reversed()
                                        .thenComparing(Comparator.naturalOrder()))
                        .collect(
                                Collectors.toMap(
                                        id -> normal(id.substring(id.lastIndexOf('/') + 1)),
                                        id -> id,
                                        (first, next) -> first));
        ZoneId.getAvailableZoneIds().forEach(id -> zones.put(normal(id), id));
        return Map.copyOf(zones);
    }

    private static String normal(String place) {
        return place.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
