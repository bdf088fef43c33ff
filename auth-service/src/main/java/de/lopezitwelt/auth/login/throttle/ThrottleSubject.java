package de.lopezitwelt.auth.login.throttle;

import de.lopezitwelt.platform.persistence.Sha256;
import de.lopezitwelt.platform.web.identity.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * The account and the address by which attempts are counted.
 *
 * @param account SHA-256 of the normalised e-mail, so that e-mails nobody registered are counted alike and not kept
 * @param address the client's address; of IPv6 the /64, since a subscriber holds at least that many addresses
 */
public record ThrottleSubject(String account, String address) {
    public static ThrottleSubject of(String email, @Nullable String ipAddress) {
        return new ThrottleSubject(Sha256.hex(email), ClientAddress.networkOf(ipAddress));
    }
}
