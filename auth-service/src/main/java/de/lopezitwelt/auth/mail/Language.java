package de.lopezitwelt.auth.mail;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages of mails. */
public enum Language {
    DE,
    EN;

    private static final List<Locale> LOCALES =
            Arrays.stream(values()).map(Language::locale).toList();

    /** {@code de} or {@code en}, also as a part of {@code de-AT}; empty for other languages. */
    public static Optional<Language> of(@Nullable String tag) {
        if (tag == null) {
            return Optional.empty();
        }
        String language = Locale.forLanguageTag(tag).getLanguage();
        return Arrays.stream(values())
                .filter(known -> known.tag().equals(language))
                .findFirst();
    }

    /**
     * The language that {@code Accept-Language} prefers of these (RFC 4647 §3.4); empty when the header is missing or
     * invalid.
     */
    public static Optional<Language> negotiate(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return Optional.empty();
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LOCALES);
            return best == null ? Optional.empty() : of(best.toLanguageTag());
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    @JsonValue
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    private Locale locale() {
        return Locale.forLanguageTag(tag());
    }
}
