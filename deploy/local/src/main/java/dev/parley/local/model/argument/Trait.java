package dev.parley.local.model.argument;

import dev.parley.local.model.language.Stem;
import dev.parley.local.model.language.Word;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What kind of thing a parameter asks for, going by the words of its name or description. */
enum Trait {
    EXPRESSION("expression formula equation calculation arithmetic math computation"),
    TIME_ZONE("timezone tz zone"),
    PLACE(
            "city location place town country region where destination origin departure arrival airport station"
                    + " room area venue province county capital"),
    PERSON(
            "person recipient assignee author attendee contact guest owner passenger employee friend who buyer"),
    EMAIL("email mail cc bcc"),
    URL("url uri link website webpage webhook"),
    PATH("path file filename directory folder dir"),
    DATE("date day when deadline due birthday checkin checkout datetime"),
    TIME("time hour when datetime timestamp"),
    QUERY("query q search keyword term question phrase topic"),
    LONG_TEXT(
            "body message text content comment note description summary reason instruction input task detail fact"
                    + " memory statement request context prompt sentence paragraph"),
    TITLE("subject title headline name label caption"),
    QUANTITY(
            "limit max top count n size quantity amount number guest adult people passenger seat ticket copy times"),
    ID("id code key reference ref sku identifier symbol ticker uuid zip postcode"),
    UNIT("unit"),
    CURRENCY("currency"),
    LANGUAGE("language lang locale"),
    SOURCE("from source origin departure start begin src sender old since after"),
    TARGET("to target destination dest into end until recipient receiver arrival before"),
    LOWER("min minimum least above over lower"),
    UPPER("max maximum most below under upper budget");

    private static final Set<Trait> DIRECTIONS = EnumSet.of(SOURCE, TARGET, LOWER, UPPER);

    private final Set<String> stems;

    Trait(String words) {
        this.stems =
                Stream.of(words.split(" ")).map(Stem::of).collect(Collectors.toUnmodifiableSet());
    }

    /** By the name; by the description only as far as the name leaves open what is meant. */
    static Set<Trait> of(List<Word> name, List<Word> description) {
        Set<Trait> traits = among(name);
        if (DIRECTIONS.containsAll(traits)) {
            Set<Trait> described = among(description);
            described.removeAll(DIRECTIONS);
            traits.addAll(described);
        }
        return traits;
    }

    private static EnumSet<Trait> among(List<Word> words) {
        EnumSet<Trait> traits = EnumSet.noneOf(Trait.class);
        for (Trait trait : values()) {
            if (words.stream().anyMatch(word -> trait.stems.contains(word.stem()))) {
                traits.add(trait);
            }
        }
        return traits;
    }
}
