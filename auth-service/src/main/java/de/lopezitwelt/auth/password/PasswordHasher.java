package de.lopezitwelt.auth.password;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * bcrypt over {@code base64(HMAC-SHA-384(pepper, password))}: 64 characters, so below bcrypt's 72 bytes for every
 * password (OWASP Password Storage Cheat Sheet, "Pre-hashing passwords with bcrypt"). Costs hundreds of milliseconds of
 * CPU: call it through {@link HashingPool} only.
 */
final class PasswordHasher {
    private static final String MAC = "HmacSHA384";
    private static final int SALT_BYTES = 16;
    private static final String BCRYPT_ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SALT_CHARACTERS = 22;
    private static final int DIGEST_CHARACTERS = 31;

    private final int cost;
    private final List<Pepper> peppers;
    private final SecureRandom random;
    private final String dummy;

    PasswordHasher(int cost, List<Pepper> peppers, SecureRandom random) {
        this.cost = cost;
        this.peppers = List.copyOf(peppers);
        this.random = random;
        this.dummy = hashOfNothing(cost, random);
    }

    String hash(String password) {
        Pepper pepper = peppers.getFirst();
        String bcrypt =
                BcryptUtil.bcryptHash(peppered(pepper, PasswordForms.stored(password)), cost, randomBytes(SALT_BYTES));
        return PasswordHash.of(pepper.id(), bcrypt).stored();
    }

    /** With a new hash when the stored one is outdated, or was made of another form of the password than today's. */
    PasswordCheck check(String password, String stored) {
        PasswordHash hash = PasswordHash.parse(stored);
        Pepper pepper = pepper(hash.pepperId());
        for (String form : PasswordForms.accepted(password)) {
            if (BcryptUtil.matches(peppered(pepper, form), hash.bcrypt())) {
                boolean current = form.equals(PasswordForms.stored(password)) && !isOutdated(stored);
                return new PasswordCheck(true, current ? null : hash(password));
            }
        }
        return new PasswordCheck(false, null);
    }

    /** Takes as long as a failing {@link #check}, without a result: for e-mails that nobody has registered. */
    void compareWithNobody(String password) {
        for (String form : PasswordForms.accepted(password)) {
            BcryptUtil.matches(peppered(peppers.getFirst(), form), dummy);
        }
    }

    /** Stored with an older pepper or a lower cost than today's: to be replaced at the next login. */
    private boolean isOutdated(String stored) {
        PasswordHash hash = PasswordHash.parse(stored);
        return hash.cost() != cost || !hash.pepperId().equals(peppers.getFirst().id());
    }

    /** Well-formed, with random salt and digest: it costs nothing to make and belongs to no password. */
    private static String hashOfNothing(int cost, SecureRandom random) {
        String digits = random.ints(SALT_CHARACTERS + DIGEST_CHARACTERS, 0, BCRYPT_ALPHABET.length())
                .mapToObj(digit -> BCRYPT_ALPHABET.substring(digit, digit + 1))
                .collect(Collectors.joining());
        // the last digit of salt and digest carries fewer bits; zero is always valid
        String salt = digits.substring(0, SALT_CHARACTERS - 1) + BCRYPT_ALPHABET.charAt(0);
        String digest =
                digits.substring(SALT_CHARACTERS, SALT_CHARACTERS + DIGEST_CHARACTERS - 1) + BCRYPT_ALPHABET.charAt(0);
        return "$2a$%02d$%s%s".formatted(cost, salt, digest);
    }

    private Pepper pepper(String id) {
        return peppers.stream()
                .filter(pepper -> pepper.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Pepper " + id + " is not configured any more"));
    }

    private static String peppered(Pepper pepper, String password) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(pepper.key(), MAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
