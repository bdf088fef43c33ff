package de.lopezitwelt.runtime.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Vectors as OpenAI's clients ask for them: Base64 of numbers of four bytes, the lowest byte first. */
public final class Vectors {

    private Vectors() {}

    public static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** @throws IllegalArgumentException when the text is not a vector of finite numbers */
    public static float[] ofBase64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException("not whole numbers");
        }
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        for (float number : vector) {
            if (!Float.isFinite(number)) {
                throw new IllegalArgumentException("not a finite number");
            }
        }
        return vector;
    }
}
