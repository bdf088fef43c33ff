package de.lopezitwelt.runtime.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;

/**
 * Decides which URLs and which resolved addresses may be called. Checked when a URL is registered and again on the
 * address that is connected to, so that a name that resolves differently later gains nothing.
 *
 * @param plainHttp the operator allows http beside https
 * @param privateAddresses the operator allows loopback and private networks; link-local addresses, where clouds serve
 *     their credentials, stay refused
 */
public record OutboundAddressPolicy(boolean plainHttp, boolean privateAddresses) {

    /** https to public addresses only. */
    public static final OutboundAddressPolicy STRICT = new OutboundAddressPolicy(false, false);

    /**
     * @throws OutboundRefused with a reason that may be shown
     */
    public void checkUrl(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new OutboundRefused("must be an https URL");
        }
        if (scheme.equals("http") && !plainHttp) {
            throw new OutboundRefused("plain http is not allowed here");
        }
        if (url.getRawUserInfo() != null) {
            throw new OutboundRefused("must not contain a user or password");
        }
        if (url.getHost() == null || url.getHost().isEmpty()) {
            throw new OutboundRefused("must name a host");
        }
        if (url.getRawFragment() != null) {
            throw new OutboundRefused("must not contain a fragment");
        }
    }

    /**
     * @throws OutboundRefused when this resolved address must not be connected to
     */
    public void checkAddress(InetAddress address) {
        switch (AddressClass.of(address)) {
            case PUBLIC -> {}
            case PRIVATE -> {
                if (!privateAddresses) {
                    throw new OutboundRefused("resolves to a private address, which is not allowed here");
                }
            }
            case NEVER -> throw new OutboundRefused("resolves to an address that is never allowed");
        }
    }
}
