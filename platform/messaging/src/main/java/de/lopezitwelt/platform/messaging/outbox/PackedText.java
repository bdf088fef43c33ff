package de.lopezitwelt.platform.messaging.outbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Text of events as few bytes: they repeat the names of their fields and the ids of what they are about. Deflate comes with
 * the JDK, so that nothing native has to be unpacked where a container has no place for it; its fastest level is enough.
 */
final class PackedText {
    private static final int BUFFER = 8 * 1024;

    private PackedText() {}

    static byte[] of(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            byte[] plain = text.getBytes(StandardCharsets.UTF_8);
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4 + BUFFER);
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** @throws IllegalStateException when {@link #of} did not make it */
    static String text(byte[] packed) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream plain = new ByteArrayOutputStream(packed.length * 6);
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int size = inflater.inflate(buffer);
                if (size == 0 && !inflater.finished()) {
                    throw new IllegalStateException("a row of the outbox is cut off");
                }
                plain.write(buffer, 0, size);
            }
            return plain.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new IllegalStateException("a row of the outbox cannot be unpacked", e);
        } finally {
            inflater.end();
        }
    }
}
