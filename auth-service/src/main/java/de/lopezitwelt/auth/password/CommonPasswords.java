package de.lopezitwelt.auth.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The shipped list of passwords that guessing tools try first; compared without regard to case. */
public final class CommonPasswords {
    private static final String RESOURCE = "/common-passwords.txt";

    private final Set<String> passwords;

    CommonPasswords(Set<String> passwords) {
        this.passwords = passwords;
    }

    public static CommonPasswords shipped() {
        InputStream resource =
                Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(RESOURCE), "no " + RESOURCE);
        try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return new CommonPasswords(lines.lines()
                    .filter(line -> !line.startsWith("# ") && !line.isBlank())
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean contains(String password) {
        return passwords.contains(
                Normalizer.normalize(password, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
    }

    int size() {
        return passwords.size();
    }
}
