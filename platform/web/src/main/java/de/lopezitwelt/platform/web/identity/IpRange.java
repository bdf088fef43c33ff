package de.lopezitwelt.platform.web.identity;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A range of addresses in CIDR notation (RFC 4632, RFC 4291 §2.3); a single address is a range of one. */
final class IpRange {
    private final byte[] network;
    private final int prefixLength;

    private IpRange(byte[] network, int prefixLength) {
        this.network = network;
        this.prefixLength = prefixLength;
    }

    static IpRange parse(String cidr) {
        int slash = cidr.indexOf('/');
        byte @Nullable [] network = bytesOf(slash < 0 ? cidr : cidr.substring(0, slash));
        if (network == null) {
            throw new IllegalArgumentException("not an address range: " + cidr);
        }
        int length = slash < 0 ? network.length * 8 : Integer.parseInt(cidr.substring(slash + 1));
        if (length < 0 || length > network.length * 8) {
            throw new IllegalArgumentException("not a prefix length: " + cidr);
        }
        return new IpRange(network, length);
    }

    /** Without a zone (RFC 4007 §11), which could be any text and means nothing here. */
    static boolean isAddress(String text) {
        return text.indexOf('%') < 0 && bytesOf(text) != null;
    }

    /** The address itself, or the first 64 bits of an IPv6 one; an IPv4 address mapped into IPv6 is taken as IPv4. */
    static String networkOf(String address) {
        byte @Nullable [] bytes = bytesOf(address);
        if (bytes == null) {
            return address;
        }
        return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) + "/64" : NetUtil.bytesToIpAddress(bytes);
    }

    boolean contains(String address) {
        byte @Nullable [] candidate = bytesOf(address);
        if (candidate == null || candidate.length != network.length) {
            return false;
        }
        int whole = prefixLength / 8;
        if (!Arrays.equals(network, 0, whole, candidate, 0, whole)) {
            return false;
        }
        int rest = prefixLength % 8;
        return rest == 0 || ((network[whole] ^ candidate[whole]) & (0xff00 >>> rest) & 0xff) == 0;
    }

    /** Literals only: a name is never resolved. An IPv4 address mapped into IPv6 is taken as IPv4. */
    private static byte @Nullable [] bytesOf(String text) {
        byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null || bytes.length != 16) {
            return bytes;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return bytes;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1 ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
    }
}
