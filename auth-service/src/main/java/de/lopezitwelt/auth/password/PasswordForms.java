package de.lopezitwelt.auth.password;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The same password as different keyboards and systems write it: an {@code é} is one character or an e and an accent (Unicode
 * Standard Annex 15). Passwords are stored in the composed form (NFC), as NIST SP 800-63B-4 §3.1.1.2 advises.
 */
final class PasswordForms {
    private PasswordForms() {}

    static String stored(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /**
     * The stored form first, then those of which hashes were made before passwords were normalised: as it was typed, and decomposed. One
     * for a password in ASCII.
     */
    static Set<String> accepted(String password) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(stored(password));
        forms.add(password);
        forms.add(Normalizer.normalize(password, Normalizer.Form.NFD));
        return forms;
    }
}
