package dev.parley.tool.builtin.unit;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The units, with their factors as they are defined: SI brochure, NIST SP 811 and the international
 * yard and pound agreement. A factor is {@code n}, or {@code n/d} where no decimal is exact; {@code
 * ~} before it says that it is rounded, {@code +} after it is an offset that comes first.
 */
final class UnitTable {

    private static final String TABLE =
            """
            # length
            m|metre,meter|1
            km|kilometre,kilometer|1000
            dm|decimetre,decimeter|0.1
            cm|centimetre,centimeter|0.01
            mm|millimetre,millimeter|0.001
            µm,um|micrometre,micrometer,micron|0.000001
            nm|nanometre,nanometer|0.000000001
            in,"|inch,inches|0.0254
            ft,'|foot,feet|0.3048
            yd|yard|0.9144
            mi|mile|1609.344
            nmi|nautical mile|1852
            au|astronomical unit|149597870700
            ly|light-year,light year|9460730472580800
            # mass
            kg|kilogram,kilogramme|1
            g|gram,gramme|0.001
            mg|milligram|0.000001
            µg,ug|microgram|0.000000001
            t|tonne,metric ton|1000
            lb|pound,lbs|0.45359237
            oz|ounce|0.028349523125
            st|stone|6.35029318
            gr|grain|0.00006479891
            ozt|troy ounce|0.0311034768
            short_ton|short ton,us ton|907.18474
            long_ton|long ton,imperial ton|1016.0469088
            # volume
            l,L|litre,liter|1
            ml,mL|millilitre,milliliter|0.001
            cl,cL|centilitre,centiliter|0.01
            dl,dL|decilitre,deciliter|0.1
            hl,hL|hectolitre,hectoliter|100
            m3,m³|cubic metre,cubic meter|1000
            dm3,dm³|cubic decimetre,cubic decimeter|1
            cm3,cm³,cc|cubic centimetre,cubic centimeter|0.001
            in3,in³|cubic inch,cubic inches|0.016387064
            ft3,ft³|cubic foot,cubic feet|28.316846592
            gal|gallon,us gallon|3.785411784
            qt|quart,us quart|0.946352946
            pt|pint,us pint|0.473176473
            cup|cup,us cup|0.2365882365
            fl_oz,fl oz|fluid ounce,us fluid ounce|0.0295735295625
            tbsp|tablespoon,us tablespoon|0.01478676478125
            tsp|teaspoon,us teaspoon|0.00492892159375
            imp_gal|imperial gallon,uk gallon|4.54609
            imp_pt|imperial pint,uk pint|0.56826125
            bbl|barrel,oil barrel|158.987294928
            # area
            m2,m²|square metre,square meter|1
            km2,km²|square kilometre,square kilometer|1000000
            cm2,cm²|square centimetre,square centimeter|0.0001
            mm2,mm²|square millimetre,square millimeter|0.000001
            ha|hectare|10000
            a|are|100
            in2,in²|square inch,square inches|0.00064516
            ft2,ft²|square foot,square feet|0.09290304
            yd2,yd²|square yard|0.83612736
            mi2,mi²|square mile|2589988.110336
            ac|acre|4046.8564224
            # speed
            m/s|metre per second,meter per second|1
            km/h,kph|kilometre per hour,kilometer per hour|5/18
            mph,mi/h|mile per hour,miles per hour|0.44704
            kn,kt|knot|463/900
            ft/s|foot per second,feet per second|0.3048
            c|speed of light|299792458
            # time
            s|second,sec|1
            ms|millisecond|0.001
            µs,us|microsecond|0.000001
            ns|nanosecond|0.000000001
            min|minute|60
            h,hr|hour|3600
            d|day|86400
            wk|week|604800
            # temperature
            K|kelvin|1
            °C,C|degree celsius,degrees celsius,celsius,centigrade|1+273.15
            °F,F|degree fahrenheit,degrees fahrenheit,fahrenheit|5/9+459.67
            °R|degree rankine,degrees rankine,rankine|5/9
            # data
            B|byte|8
            bit,b|bit|1
            kB,KB|kilobyte|8000
            MB|megabyte|8000000
            GB|gigabyte|8000000000
            TB|terabyte|8000000000000
            PB|petabyte|8000000000000000
            KiB|kibibyte|8192
            MiB|mebibyte|8388608
            GiB|gibibyte|8589934592
            TiB|tebibyte|8796093022208
            PiB|pebibyte|9007199254740992
            kbit,kb|kilobit|1000
            Mbit,Mb|megabit|1000000
            Gbit,Gb|gigabit|1000000000
            Tbit,Tb|terabit|1000000000000
            Kibit|kibibit|1024
            Mibit|mebibit|1048576
            Gibit|gibibit|1073741824
            # energy
            J|joule|1
            kJ|kilojoule|1000
            MJ|megajoule|1000000
            GJ|gigajoule|1000000000
            Wh|watt hour,watt-hour|3600
            kWh|kilowatt hour,kilowatt-hour|3600000
            MWh|megawatt hour,megawatt-hour|3600000000
            cal|calorie|4.184
            kcal,Cal|kilocalorie,food calorie|4184
            BTU,Btu|british thermal unit|1055.05585262
            eV|electronvolt,electron volt|0.0000000000000000001602176634
            ft_lbf,ft·lbf|foot-pound,foot pound|1.3558179483314004
            # pressure
            Pa|pascal|1
            hPa|hectopascal|100
            kPa|kilopascal|1000
            MPa|megapascal|1000000
            bar|bar|100000
            mbar|millibar|100
            atm|atmosphere,standard atmosphere|101325
            Torr|torr|101325/760
            mmHg|millimetre of mercury,millimeter of mercury|~133.322387415
            inHg|inch of mercury,inches of mercury|~3386.388640341
            psi|pound per square inch,pounds per square inch|44482216152605/6451600000
            # angle
            deg,°|degree|1
            arcmin|arcminute,minute of arc,minutes of arc|1/60
            arcsec|arcsecond,second of arc,seconds of arc|1/3600
            grad,gon|gradian|0.9
            turn,rev|turn,revolution|360
            rad|radian|~57.29577951308232087679815481410517033
            mrad|milliradian|~0.05729577951308232087679815481410517
            """;

    private static final Map<String, Unit> BY_SYMBOL = new HashMap<>();
    private static final Map<String, Unit> BY_NAME = new HashMap<>();
    private static final Map<String, String> SYMBOLS = new LinkedHashMap<>();

    static {
        String quantity = "";
        for (String line : TABLE.lines().toList()) {
            if (line.startsWith("# ")) {
                quantity = line.substring(2);
            } else {
                add(quantity, line);
            }
        }
    }

    private UnitTable() {}

    /** A unit by its symbol, in its own case, or by its English name, singular or plural. */
    static Optional<Unit> find(String text) {
        String stripped = text.strip();
        String name = stripped.toLowerCase(Locale.ROOT).replace('_', ' ');
        String singular = name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
        return Optional.ofNullable(BY_SYMBOL.get(stripped))
                .or(() -> Optional.ofNullable(BY_NAME.get(name)))
                .or(() -> Optional.ofNullable(BY_NAME.get(singular)));
    }

    /** What can be converted. */
    static Set<String> quantities() {
        return SYMBOLS.keySet();
    }

    /** The symbols of all units of a quantity. */
    static String symbols(String quantity) {
        return SYMBOLS.getOrDefault(quantity, "");
    }

    private static void add(String quantity, String line) {
        List<String> columns = List.of(line.split("\\|", -1));
        List<String> symbols = Arrays.asList(columns.get(0).split(",", -1));
        List<String> names = Arrays.asList(columns.get(1).split(",", -1));
        Unit unit = unit(quantity, symbols.getFirst(), names, columns.get(2));
        symbols.forEach(symbol -> BY_SYMBOL.put(symbol, unit));
        names.forEach(name -> BY_NAME.put(name, unit));
        SYMBOLS.merge(quantity, unit.symbol(), (before, next) -> before + ", " + next);
    }

    private static Unit unit(String quantity, String symbol, List<String> names, String factor) {
        boolean exact = !factor.startsWith("~");
        List<String> offset = List.of((exact ? factor : factor.substring(1)).split("\\+", -1));
        List<String> fraction = List.of(offset.getFirst().split("/", -1));
        return new Unit(
                quantity,
                symbol,
                names,
                new BigDecimal(fraction.getFirst()),
                fraction.size() == 1 ? BigDecimal.ONE : new BigDecimal(fraction.get(1)),
                offset.size() == 1 ? BigDecimal.ZERO : new BigDecimal(offset.get(1)),
                exact);
    }
}
