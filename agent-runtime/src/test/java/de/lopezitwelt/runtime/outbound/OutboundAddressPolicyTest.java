package de.lopezitwelt.runtime.outbound;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundAddressPolicyTest {

    private static final OutboundAddressPolicy STRICT = OutboundAddressPolicy.STRICT;
    private static final OutboundAddressPolicy INSIDE = new OutboundAddressPolicy(true, true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
                "100.127.255.255", "198.18.0.1", "::1", "fc00::1", "fdff::1", "::ffff:10.0.0.1", "64:ff9b::127.0.0.1",
                "2002:7f00:1::"
            })
    void privateAddressesAreForThoseWhoAllowThem(String address) throws UnknownHostException {
        InetAddress resolved = InetAddress.getByName(address);

        assertThatThrownBy(() -> STRICT.checkAddress(resolved)).isInstanceOf(OutboundRefused.class);
        assertThatCode(() -> INSIDE.checkAddress(resolved)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "169.254.0.1",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "64:ff9b::169.254.169.254",
                "2002:a9fe:a9fe::",
                "2001::1",
                "2001:db8::1",
                "100::1",
                "4000::1",
                "::127.0.0.1"
            })
    void theseAreNeverCalled(String address) throws UnknownHostException {
        InetAddress resolved = InetAddress.getByName(address);

        assertThatThrownBy(() -> STRICT.checkAddress(resolved)).isInstanceOf(OutboundRefused.class);
        assertThatThrownBy(() -> INSIDE.checkAddress(resolved)).isInstanceOf(OutboundRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.1.1",
                "223.255.255.255",
                "2606:4700::1111",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8"
            })
    void publicAddressesAreFine(String address) throws UnknownHostException {
        InetAddress resolved = InetAddress.getByName(address);

        assertThatCode(() -> STRICT.checkAddress(resolved)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "ftp://example.com",
                "file:///etc/passwd",
                "https://user@example.com",
                "https://user:pw@example.com/",
                "https:///path",
                "example.com",
                "https://example.com/#x",
                "mailto:a@b.c"
            })
    void theseUrlsAreRefused(String url) {
        assertThatThrownBy(() -> STRICT.checkUrl(URI.create(url))).isInstanceOf(OutboundRefused.class);
    }

    @Test
    void plainHttpIsForThoseWhoAllowIt() {
        assertThatCode(() -> STRICT.checkUrl(URI.create("HTTPS://example.com:8443/v1?x=y")))
                .doesNotThrowAnyException();
        assertThatCode(() -> INSIDE.checkUrl(URI.create("http://localhost:1234/v1")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "127.1", "0x7f.0.0.1"})
    void oddSpellingsOfAnAddressAreJudgedByWhatTheyMean(String host) {
        assertThatThrownBy(() -> STRICT.checkAddress(InetAddress.getByName(host)))
                .isInstanceOfAny(OutboundRefused.class, UnknownHostException.class);
    }
}
