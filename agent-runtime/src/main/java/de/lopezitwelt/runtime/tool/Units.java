package de.lopezitwelt.runtime.tool;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Units and what they are in the base unit of their kind: exact by definition (SI brochure, NIST SP 811). */
final class Units {

    private static final MathContext PRECISION = MathContext.DECIMAL64;
    private static final Map<String, Unit> UNITS = new LinkedHashMap<>();

    /** @param offset added before the factor, for temperatures */
    private record Unit(String kind, BigDecimal factor, BigDecimal offset) {}

    static {
        add("length", "m 1", "km 1000", "dm 0.1", "cm 0.01", "mm 0.001", "um 0.000001", "nm 0.000000001");
        add("length", "in 0.0254", "ft 0.3048", "yd 0.9144", "mi 1609.344", "nmi 1852");
        add("mass", "kg 1", "g 0.001", "mg 0.000001", "t 1000", "lb 0.45359237", "oz 0.028349523125");
        add("time", "s 1", "ms 0.001", "min 60", "h 3600", "d 86400", "week 604800");
        add("area", "m2 1", "km2 1000000", "cm2 0.0001", "ha 10000", "acre 4046.8564224", "ft2 0.09290304");
        add(
                "volume",
                "l 0.001",
                "ml 0.000001",
                "m3 1",
                "gal 0.003785411784",
                "pint 0.000473176473",
                "cup 0.0002365882365");
        add(
                "speed",
                "m/s 1",
                "km/h 0.277777777777777777777777777777777778",
                "mph 0.44704",
                "kn 0.514444444444444444444444444444444444");
        add("energy", "j 1", "kj 1000", "wh 3600", "kwh 3600000", "cal 4.184", "kcal 4184");
        add("power", "w 1", "kw 1000", "mw 1000000", "hp 745.69987158227022");
        add("pressure", "pa 1", "hpa 100", "kpa 1000", "bar 100000", "psi 6894.757293168361", "atm 101325");
        add("data", "bit 0.125", "byte 1", "kb 1000", "mb 1000000", "gb 1000000000", "tb 1000000000000");
        add("data", "kib 1024", "mib 1048576", "gib 1073741824", "tib 1099511627776");
        UNITS.put("k", new Unit("temperature", BigDecimal.ONE, BigDecimal.ZERO));
        UNITS.put("c", new Unit("temperature", BigDecimal.ONE, new BigDecimal("273.15")));
        UNITS.put(
                "f",
                new Unit(
                        "temperature",
                        new BigDecimal("5").divide(new BigDecimal("9"), MathContext.DECIMAL128),
                        new BigDecimal("459.67")));
    }

    private Units() {}

    private static void add(String kind, String... units) {
        for (String unit : units) {
            int space = unit.indexOf(' ');
            BigDecimal factor = new BigDecimal(unit.substring(space + 1));
            UNITS.put(unit.substring(0, space), new Unit(kind, factor, BigDecimal.ZERO));
        }
    }

    static String names() {
        return String.join(", ", UNITS.keySet());
    }

    /** @throws ToolFailure for unknown units, or ones of different kinds */
    static String convert(BigDecimal value, String from, String to) {
        Unit source = unit(from);
        Unit target = unit(to);
        if (!source.kind.equals(target.kind)) {
            throw new ToolFailure(from + " is a unit of " + source.kind + ", " + to + " of " + target.kind);
        }
        BigDecimal base = value.add(source.offset).multiply(source.factor, MathContext.DECIMAL128);
        BigDecimal result = base.divide(target.factor, MathContext.DECIMAL128)
                .subtract(target.offset)
                .round(PRECISION);
        BigDecimal plain = result.signum() == 0 ? BigDecimal.ZERO : result.stripTrailingZeros();
        return (Math.abs(plain.precision() - plain.scale()) > 30 ? plain.toString() : plain.toPlainString()) + " " + to;
    }

    private static Unit unit(String name) {
        @Nullable
        Unit unit = UNITS.get(name.strip()
                .toLowerCase(Locale.ROOT)
                .replace("°", "")
                .replace("²", "2")
                .replace("³", "3"));
        if (unit == null) {
            throw new ToolFailure(
                    "there is no unit " + (name.length() > 20 ? "of this name" : name) + "; known are " + names());
        }
        return unit;
    }
}
