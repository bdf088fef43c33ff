package de.lopezitwelt.runtime.tool;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Units and what they are in the base unit of their kind: exact by definition (SI brochure, NIST SP 811). Gallons, pints and
 * cups are those of the USA. Symbols are read in any case unless the case tells units apart: {@code mW} is a thousandth of a
 * watt and {@code MW} a million, {@code Mb} may be bits or bytes. Those are refused, naming what may be meant.
 */
final class Units {

    private static final MathContext PRECISION = MathContext.DECIMAL64;
    private static final Map<String, Unit> UNITS = new LinkedHashMap<>();

    /** Units that begin with the prefix m or M. */
    private static final Set<String> PREFIXED =
            Set.of("mm", "mg", "ml", "ms", "mW", "mbar", "MJ", "MW", "MWh", "MPa", "MB", "Mbit");

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
        add(
                "energy",
                "J 1",
                "kJ 1000",
                "MJ 1000000",
                "Wh 3600",
                "kWh 3600000",
                "MWh 3600000000",
                "cal 4.184",
                "kcal 4184");
        add("power", "W 1", "mW 0.001", "kW 1000", "MW 1000000", "hp 745.69987158227022");
        add(
                "pressure",
                "Pa 1",
                "hPa 100",
                "kPa 1000",
                "MPa 1000000",
                "mbar 100",
                "bar 100000",
                "psi 6894.757293168361",
                "atm 101325");
        add("data", "bit 0.125", "byte 1", "kB 1000", "MB 1000000", "GB 1000000000", "TB 1000000000000");
        add("data", "KiB 1024", "MiB 1048576", "GiB 1073741824", "TiB 1099511627776");
        add("data", "kbit 125", "Mbit 125000", "Gbit 125000000");
        UNITS.put("K", new Unit("temperature", BigDecimal.ONE, BigDecimal.ZERO));
        UNITS.put("C", new Unit("temperature", BigDecimal.ONE, new BigDecimal("273.15")));
        UNITS.put(
                "F",
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
        String symbol = name.strip()
                .replace("°", "")
                .replace("²", "2")
                .replace("³", "3")
                .replace('\u00b5', 'u');
        Unit exact = UNITS.get(symbol);
        if (exact != null) {
            return exact;
        }
        String alike = UNITS.keySet().stream()
                .filter(known -> looksLike(symbol, known))
                .collect(Collectors.joining(" or "));
        Unit unit = UNITS.get(alike);
        boolean sameSize = unit != null && !(changesSize(symbol, alike) || isBitOrByte(symbol));
        if (unit != null && sameSize) {
            return unit;
        }
        String shown = symbol.length() > 20 ? "of this name" : symbol;
        throw new ToolFailure(
                alike.isEmpty()
                        ? "there is no unit " + shown + "; known are " + names()
                        : shown + " may be several units: write " + alike);
    }

    private static boolean looksLike(String symbol, String known) {
        return known.equalsIgnoreCase(symbol) || isBitOrByte(symbol) && known.equalsIgnoreCase(symbol + "it");
    }

    /** Whether the case of an M makes a million of a thousandth. */
    private static boolean changesSize(String symbol, String known) {
        return PREFIXED.contains(known) && known.charAt(0) != symbol.charAt(0);
    }

    /** {@code Mb} and {@code gb}: some write bytes so and some bits. */
    private static boolean isBitOrByte(String symbol) {
        return symbol.length() == 2 && symbol.charAt(1) == 'b' && "kmgKMG".indexOf(symbol.charAt(0)) >= 0;
    }
}
