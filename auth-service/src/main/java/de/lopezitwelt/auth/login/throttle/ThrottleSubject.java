package de.lopezitwelt.auth.login.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What attempts are counted by.
 *
 * @param account SHA-256 of the normalised e-mail, so that e-mails nobody registered are counted alike and not kept
 * @param address the client's address; of IPv6 the /64, since a subscriber holds at least that many addresses
 */
public record ThrottleSubject(String account, String address) {
    private static final int PREFIX_BYTES = 8;

    public static ThrottleSubject of(String email, @Nullable String ipAddress) {
        return new ThrottleSubject(sha256(email), ipAddress == null ? "unknown" : network(ipAddress));
    }

    private static String network(String ipAddress) {
        InetAddress address = InetAddress.ofLiteral(ipAddress);
        if (address instanceof Inet6Address) {
            return HexFormat.of().formatHex(address.getAddress(), 0, PREFIX_BYTES) + "/64";
        }
        return address.getHostAddress();
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
