package dev.parley.tool.builtin.unit;

import static dev.parley.tool.builtin.Calls.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.tool.builtin.Calls;
import dev.parley.tool.invocation.ToolFailure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitConverterTest {

    private final UnitConverter converter = new UnitConverter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5.5 | ft | cm | 167.64",
                "1 | mi | km | 1.609344",
                "26.21875 | miles | Kilometres | 42.194988",
                "1 | nautical mile | m | 1852",
                "1 | ly | km | 9460730472580.8",
                "1 | lb | g | 453.59237",
                "1 | stone | pounds | 14",
                "1 | short_ton | lb | 2000",
                "1 | long ton | lb | 2240",
                "1 | gal | l | 3.785411784",
                "1 | gallon | cup | 16",
                "1 | cup | tbsp | 16",
                "1 | tbsp | tsp | 3",
                "1 | imperial gallon | ml | 4546.09",
                "1 | m³ | litres | 1000",
                "1 | cubic feet | cubic inches | 1728",
                "1 | ha | m² | 10000",
                "640 | acres | mi2 | 1",
                "90 | km/h | m/s | 25",
                "1 | kn | km/h | 1.852",
                "60 | mph | ft/s | 88",
                "1 | wk | h | 168",
                "1500 | ms | s | 1.5",
                "100 | °C | °F | 212",
                "-40 | F | C | -40",
                "0 | K | celsius | -273.15",
                "98.6 | °F | °C | 37",
                "1 | GiB | MiB | 1024",
                "1 | GB | MB | 1000",
                "1 | KB | bytes | 1000",
                "100 | Mbit | MB | 12.5",
                "1 | MiB | B | 1048576",
                "1 | kWh | MJ | 3.6",
                "2000 | kcal | kJ | 8368",
                "1 | atm | hPa | 1013.25",
                "760 | Torr | atm | 1",
                "180 | deg | turns | 0.5",
                "1 | degree | arcsec | 3600",
                "1.0 | m | metre | 1"
            })
    void convertsExactly(String value, String from, String to, String result) throws ToolFailure {
        JsonNode told = Calls.call(converter, arguments(value, from, to));

        assertEquals(result, told.path("result").asText());
        assertTrue(told.path("exact").asBoolean());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | rad | deg | 57.29577951308232087679815481410517",
                "180 | deg | rad | 3.141592653589793238462643383279503",
                "1 | psi | kPa | 6.894757293168361336722673445346891",
                "1 | m | mi | 0.0006213711922373339696174341843633182",
                "1 | °C | °R | 493.47"
            })
    void saysWhatIsRounded(String value, String from, String to, String result) throws ToolFailure {
        JsonNode told = Calls.call(converter, arguments(value, from, to));

        assertEquals(result, told.path("result").asText());
        assertEquals(from.equals("°C"), told.path("exact").asBoolean());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | furlong | m | unknown-unit",
                "1 | MB/s | m/s | unknown-unit",
                "1 | m | kg | units-differ-in-kind",
                "1 | mb | MB | unknown-unit",
                "1 | ton | kg | unit-ambiguous",
                "1 | year | d | unknown-unit",
                "-1 | K | C | below-absolute-zero",
                "-460 | °F | K | below-absolute-zero",
                "five | m | km | value-not-a-number",
                "1,000 | m | km | value-not-a-number",
                "NaN | m | km | value-not-a-number",
                "1e999999999 | m | km | value-out-of-range",
                "1e-999999999 | m | km | value-out-of-range",
                "1e99999999999 | m | km | value-not-a-number",
                "1e61 | m | km | value-out-of-range"
            })
    void saysHowToMendTheCall(String value, String from, String to, String code) {
        assertEquals(code, Calls.failure(converter, arguments(value, from, to)));
    }

    @Test
    void namesTheUnitsThatWouldDo() {
        ToolFailure failure =
                assertThrows(
                        ToolFailure.class, () -> converter.call(arguments("1", "lbs", "kilos")));
        assertTrue(String.valueOf(failure.getMessage()).contains("kg, g, mg"));
        failure = assertThrows(ToolFailure.class, () -> converter.call(arguments("1", "x", "y")));
        assertTrue(String.valueOf(failure.getMessage()).contains("length, mass, volume"));
    }

    @Test
    void takesNumbersAsWell() throws ToolFailure {
        assertEquals(
                "0.1",
                Calls.call(converter, json("{'value':0.1,'from':'m','to':'m'}"))
                        .path("result")
                        .asText());
        assertEquals(
                "value-not-a-number",
                Calls.failure(converter, json("{'value':1e400,'from':'m','to':'m'}")));
    }

    /** There and back again, through every pair of units. */
    @Property(tries = 100)
    void comesBackToWhereItBegan(
            @ForAll @BigRange(min = "0", max = "1000000000") @Scale(6) BigDecimal value)
            throws ToolFailure {
        for (String quantity : UnitTable.quantities()) {
            List<String> symbols = List.of(UnitTable.symbols(quantity).split(", "));
            for (String from : symbols) {
                String to = symbols.get(value.intValue() % symbols.size());
                String there =
                        converter
                                .call(arguments(value.toPlainString(), from, to))
                                .path("result")
                                .asText();
                String back = converter.call(arguments(there, to, from)).path("result").asText();
                BigDecimal error = new BigDecimal(back).subtract(value).abs();
                BigDecimal allowed =
                        value.max(new BigDecimal(1000))
                                .multiply(new BigDecimal("1e-28"), MathContext.DECIMAL32);
                assertTrue(error.compareTo(allowed) <= 0, value + " " + from + " " + to);
            }
        }
    }

    private static JsonNode arguments(String value, String from, String to) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("value", value)
                .put("from", from)
                .put("to", to);
    }
}
