package de.lopezitwelt.platform.persistence.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class WireEnumTest {
    private enum Light {
        RED,
        SIGNAL_RED_LIGHT
    }

    private static final class LightColumn extends WireEnumColumn<Light> {
        LightColumn() {
            super(Light.class);
        }
    }

    private final LightColumn column = new LightColumn();

    @Test
    void valueIsWrittenInLowerCaseAndReadBackInAnyLocale() {
        Locale usual = Locale.getDefault();
        try {
            // where the lower case of I is not i
            Locale.setDefault(Locale.of("tr"));
            for (Light light : Light.values()) {
                assertThat(WireEnum.parse(Light.class, WireEnum.name(light))).isEqualTo(light);
                assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(light)))
                        .isEqualTo(light);
            }
            assertThat(WireEnum.name(Light.SIGNAL_RED_LIGHT)).isEqualTo("signal_red_light");
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void nothingIsNoValueAndAnUnknownNameIsRefused() {
        assertThat(column.convertToDatabaseColumn(null)).isNull();
        assertThat(column.convertToEntityAttribute(null)).isNull();
        assertThatThrownBy(() -> WireEnum.parse(Light.class, "blue")).isInstanceOf(IllegalArgumentException.class);
    }
}
