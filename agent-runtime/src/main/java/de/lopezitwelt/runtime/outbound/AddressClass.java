package de.lopezitwelt.runtime.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;

/** What kind of network an address belongs to (IANA special-purpose address registries). */
enum AddressClass {
    PUBLIC,
    PRIVATE,
    NEVER;

    static AddressClass of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? ofVersion4(bytes, 0) : ofVersion6(bytes);
    }

    private static AddressClass ofVersion4(byte[] bytes, int at) {
        int a = bytes[at] & 0xff;
        int b = bytes[at + 1] & 0xff;
        int c = bytes[at + 2] & 0xff;
        boolean isPrivate = a == 10
                || a == 127
                || a == 100 && b >= 64 && b <= 127
                || a == 172 && b >= 16 && b <= 31
                || a == 192 && b == 168
                || a == 198 && (b == 18 || b == 19);
        if (isPrivate) {
            return PRIVATE;
        }
        boolean never = a == 0
                || a >= 224
                || a == 169 && b == 254
                || a == 192 && b == 0 && (c == 0 || c == 2)
                || a == 192 && b == 88 && c == 99
                || a == 198 && b == 51 && c == 100
                || a == 203 && b == 0 && c == 113;
        return never ? NEVER : PUBLIC;
    }

    private static AddressClass ofVersion6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        if (leadingZeros(bytes, 10) && first == 0) {
            return ofEmbedded(bytes);
        }
        if (first == 0x64 && second == 0xff9b) {
            return stricterOf(ofVersion4(bytes, 12), bytes[4] == 0 && bytes[5] == 0 ? PUBLIC : PRIVATE);
        }
        if (first == 0x2002) {
            return ofVersion4(bytes, 2);
        }
        if ((first & 0xfe00) == 0xfc00) {
            return isCloudMetadata(bytes) ? NEVER : PRIVATE;
        }
        boolean global = (first & 0xe000) == 0x2000;
        boolean special = first == 0x2001 && (second < 0x200 || second == 0xdb8);
        return global && !special ? PUBLIC : NEVER;
    }

    /** The all-zero prefixes: unspecified, loopback, IPv4-mapped and IPv4-compatible. */
    private static AddressClass ofEmbedded(byte[] bytes) {
        boolean mapped = bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
        if (mapped) {
            return ofVersion4(bytes, 12);
        }
        boolean loopback = leadingZeros(bytes, 15) && bytes[15] == 1;
        return loopback ? PRIVATE : NEVER;
    }

    /** {@code fd00:ec2::254}, Amazon's metadata service. */
    private static boolean isCloudMetadata(byte[] bytes) {
        return bytes[0] == (byte) 0xfd && bytes[1] == 0 && bytes[2] == 0x0e && bytes[3] == (byte) 0xc2;
    }

    private static boolean leadingZeros(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static AddressClass stricterOf(AddressClass one, AddressClass other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
