package de.lopezitwelt.auth.totp.code;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A secret right after it was made, the only time that it is shown.
 *
 * @param secret base32, for typing
 * @param otpauthUri the content of the QR code
 * @param qrCodeSvg an SVG document
 * @param qrCodePng a PNG file
 */
public record TotpEnrolment(String secret, String otpauthUri, String qrCodeSvg, byte[] qrCodePng) {
    public static TotpEnrolment of(String issuer, String email, byte[] secret) {
        String text = Base32.encode(secret);
        String uri = "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
                .formatted(
                        escaped(issuer),
                        escaped(email),
                        text,
                        escaped(issuer),
                        TotpPolicy.DIGITS,
                        TotpPolicy.STEP_SECONDS);
        QrCode code = QrCode.of(uri);
        return new TotpEnrolment(text, uri, code.toSvg(), code.toPng());
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "TotpEnrolment";
    }
}
