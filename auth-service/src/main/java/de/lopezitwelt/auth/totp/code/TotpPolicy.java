package de.lopezitwelt.auth.totp.code;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decides which codes are right: six digits, SHA-1, steps of 30 s, one step of drift either way (RFC 6238 §5.2),
 * because every authenticator supports these and not every one supports more. A step whose code was accepted is spent,
 * and so is every step before it.
 */
public final class TotpPolicy {
    static final int DIGITS = 6;
    public static final int STEP_SECONDS = 30;
    static final String ALGORITHM = "HmacSHA1";
    private static final int DRIFT_STEPS = 1;

    private TotpPolicy() {}

    /** The step that the code belongs to; empty when the code is wrong or its step is spent. */
    public static OptionalLong matchingStep(byte[] secret, String code, Instant now, long lastUsedStep) {
        long current = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        for (long step = current - DRIFT_STEPS; step <= current + DRIFT_STEPS; step++) {
            if (step > lastUsedStep && isEqual(codeAt(secret, step), code)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    public static String codeAt(byte[] secret, long step) {
        try {
            int code = new HmacOneTimePasswordGenerator(DIGITS)
                    .generateOneTimePassword(new SecretKeySpec(secret, ALGORITHM), step);
            return "%06d".formatted(code);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isEqual(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }
}
