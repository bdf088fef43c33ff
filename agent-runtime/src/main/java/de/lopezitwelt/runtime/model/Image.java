package de.lopezitwelt.runtime.model;

/**
 * An image in a prompt message.
 *
 * @param mediaType such as {@code image/png}
 * @param base64 the picture's bytes
 * @param tokens most tokens that it counts
 */
public record Image(String mediaType, String base64, int tokens) {

    /**
     * Tokens of one picture unless the catalog says otherwise. Anthropic counts at most 4,784 (high resolution), OpenAI's larger models
     * at most 1,445.
     */
    public static final int DEFAULT_TOKENS = 5_000;

    public Image(String mediaType, String base64) {
        this(mediaType, base64, DEFAULT_TOKENS);
    }

    Image counting(int most) {
        return new Image(mediaType, base64, most);
    }

    public String dataUrl() {
        return "data:" + mediaType + ";base64," + base64;
    }

    /** Without the picture. */
    @Override
    public String toString() {
        return "Image[" + mediaType + ", " + base64.length() + " characters]";
    }
}
