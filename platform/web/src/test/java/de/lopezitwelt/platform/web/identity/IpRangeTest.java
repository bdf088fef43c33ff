package de.lopezitwelt.platform.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,      10.255.0.1,       true",
        "10.0.0.0/8,      11.0.0.0,         false",
        "192.168.1.128/25,192.168.1.128,    true",
        "192.168.1.128/25,192.168.1.127,    false",
        "192.168.1.0/31,  192.168.1.1,      true",
        "192.168.1.0/31,  192.168.1.2,      false",
        "127.0.0.1,       127.0.0.1,        true",
        "127.0.0.1,       127.0.0.2,        false",
        "0.0.0.0/0,       203.0.113.9,      true",
        "10.0.0.0/8,      ::ffff:10.1.2.3,  true",
        "fd00::/8,        fd12::1,          true",
        "fd00::/8,        fe80::1,          false",
        "10.0.0.0/8,      fd12::1,          false",
        "10.0.0.0/8,      not-an-address,   false"
    })
    void addressIsInRange(String range, String address, boolean inside) {
        assertThat(IpRange.parse(range).contains(address)).isEqualTo(inside);
    }

    @Test
    void addressesOfOneIpv6NetworkCountAsOne() {
        assertThat(IpRange.networkOf("2001:db8:1:2::1")).isEqualTo(IpRange.networkOf("2001:db8:1:2:ffff::9"));
        assertThat(IpRange.networkOf("2001:db8:1:2::1")).isNotEqualTo(IpRange.networkOf("2001:db8:1:3::1"));
        assertThat(IpRange.networkOf("203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(IpRange.networkOf("::ffff:203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy.local", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0"})
    void mistakeInTheConfigurationIsNotOverlooked(String range) {
        assertThatThrownBy(() -> IpRange.parse(range)).isInstanceOf(IllegalArgumentException.class);
    }
}
