package de.lopezitwelt.runtime.wire;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of tool calls in the form that a provider takes. Of another provider's calls, which a session may hold, each gets its own. */
public final class CallIds {

    private static final int LENGTH = 9;
    private static final int RADIX = 36;

    private CallIds() {}

    /**
     * The id, or nine letters and digits that are always the same for it.
     *
     * @param form what the provider takes; it must take nine letters and digits
     */
    public static String fitting(Pattern form, String id) {
        if (form.matcher(id).matches()) {
            return id;
        }
        UUID name = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
        String digits = Long.toUnsignedString(name.getMostSignificantBits(), RADIX);
        return ("0".repeat(LENGTH) + digits).substring(digits.length());
    }
}
