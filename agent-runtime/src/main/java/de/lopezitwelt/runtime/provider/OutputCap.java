package de.lopezitwelt.runtime.provider;

/**
 * Byte limit for a provider that ignores the token cap. Single tokens may exceed 32 bytes, but no real text averages
 * more.
 */
final class OutputCap {

    private static final int BYTES_PER_TOKEN = 32;
    private static final int SLACK = 1024;

    private OutputCap() {}

    static long bytes(int maxOutputTokens) {
        return SLACK + (long) BYTES_PER_TOKEN * maxOutputTokens;
    }
}
