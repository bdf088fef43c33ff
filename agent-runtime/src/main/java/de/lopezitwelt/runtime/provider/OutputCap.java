package de.lopezitwelt.runtime.provider;

/**
 * How much text a provider may send that ignores the cap it was given. Tokens of more than 32 bytes exist, but no text
 * has so many of them that this many bytes are within the cap.
 */
final class OutputCap {

    private static final int BYTES_PER_TOKEN = 32;
    private static final int SLACK = 1024;

    private OutputCap() {}

    static long bytes(int maxOutputTokens) {
        return SLACK + (long) BYTES_PER_TOKEN * maxOutputTokens;
    }
}
