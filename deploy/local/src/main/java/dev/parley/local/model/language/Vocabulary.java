package dev.parley.local.model.language;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which words mean little, which mean much the same. General English only, nothing about any tool.
 */
public final class Vocabulary {

    private static final Set<String> STOP =
            words(
                    """
                    a an the this that these those it its i i'm i'd i'll i've me my mine myself we we're us our ours
                    you your yours he him his she her they them their who whom whose which what what's when where why
                    how how's is isn't am are aren't was were be been being do don't does doesn't did didn't done have
                    haven't has hasn't had can can't could will won't would should shall may might must and or but if
                    then than so as at by for from in into of off on onto out over to up with without about above
                    after before between during through under until against per not no nor only just also too very
                    there here some any all each every both few more most other such own same please tell let let's
                    give want need like know think say says said ok okay hey hi hello thanks thank kindly it's that's
                    there's i'd now right currently really actually want wants would wanna gonna got get's lets much
                    many e g eg ie etc
                    """);

    /** Words of nearly every tool: they tell two tools apart only when nothing else does. */
    private static final Set<String> WEAK =
            stems(
                    """
                    get fetch find show list search look lookup retrieve query use make run call tool function return
                    provide take value string data information info given input output parameter current new set
                    result number name type text item object id check read execute perform request specific based
                    using used one two help answer question user available details detail default optional example
                    format named return returns returned service api
                    """);

    private static final Set<String> GREETINGS = Set.of("hello", "hi", "hey", "thanks", "thank");

    private static final Map<String, Integer> GROUPS =
            groups(
                    """
                    time clock hour timezone
                    name call
                    date calendar day
                    compute calculate calculator evaluate math mathematics arithmetic sum plus minus multiply divide percent percentage solve equation expression
                    weather forecast temperature hot cold warm rain raining rainy sunny snow snowing umbrella climate
                    find search lookup look seek query
                    show list display fetch retrieve get
                    send mail email message notify notification
                    delete remove erase cancel drop
                    create add make new open register insert
                    update change modify edit adjust
                    convert conversion transform exchange
                    price cost charge fee
                    customer client buyer
                    order purchase
                    ticket issue bug incident
                    document doc file page article
                    appointment meeting event
                    book reserve reservation booking schedule
                    city town place location
                    translate translation
                    summarize summarise summary
                    remind reminder
                    image picture photo
                    colour color
                    favourite favorite
                    stock share
                    refund reimburse reimbursement
                    invoice bill billing
                    ship shipping delivery deliver shipment
                    buy purchase
                    begin start
                    stop end finish
                    big large
                    kilometer kilometre km
                    mile mi
                    kilogram kg kilo
                    pound lb
                    gram gramme
                    meter metre
                    centimeter centimetre cm
                    millimeter millimetre mm
                    foot feet ft
                    inch inches
                    ounce oz
                    liter litre
                    phone telephone
                    people person guest
                    """);

    private Vocabulary() {}

    /** Whether this lower-case word only holds sentences together. */
    public static boolean isStop(String lower) {
        return STOP.contains(lower);
    }

    /** Whether a small word is a greeting, which somebody may want passed on. */
    public static boolean isGreeting(String lower) {
        return GREETINGS.contains(lower);
    }

    /** Whether the word with this stem says little about what a tool is for. */
    public static boolean isWeak(String stem) {
        return WEAK.contains(stem);
    }

    /** Whether two stems belong to words of about the same meaning. */
    public static boolean sameMeaning(String stem, String other) {
        if (stem.equals(other)) {
            return true;
        }
        Integer group = GROUPS.get(stem);
        return group != null && group.equals(GROUPS.get(other));
    }

    private static Set<String> words(String text) {
        return Set.copyOf(Arrays.asList(text.strip().split("\\s+")));
    }

    private static Set<String> stems(String text) {
        Set<String> stems = new HashSet<>();
        for (String word : text.strip().split("\\s+")) {
            stems.add(Stem.of(word));
        }
        return Set.copyOf(stems);
    }

    private static Map<String, Integer> groups(String text) {
        Map<String, Integer> groups = new HashMap<>();
        int group = 0;
        for (String line : text.strip().split("\n")) {
            group++;
            for (String word : line.strip().split(" ")) {
                groups.putIfAbsent(Stem.of(word), group);
            }
        }
        return Map.copyOf(groups);
    }
}
