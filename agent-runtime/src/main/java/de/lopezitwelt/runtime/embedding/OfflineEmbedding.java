package de.lopezitwelt.runtime.embedding;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * The built-in model that embeds: no network, the same vector for the same text. It counts words, and groups of three
 * letters within them, at places that their hash chooses (feature hashing, Weinberger et al. 2009). Texts that share
 * words or parts of words are close; it knows nothing of meaning.
 */
final class OfflineEmbedding {

    static final int DIMENSIONS = 256;
    static final int FEWEST = 16;
    static final int MOST = 1_024;

    private static final float WORD = 1f;
    private static final float PART = 0.5f;
    private static final int PART_LENGTH = 3;

    private OfflineEmbedding() {}

    /** A vector of length 1; that of a text without a word points in one fixed direction. */
    static float[] of(EmbeddingInput input, int dimensions) {
        float[] vector = new float[dimensions];
        switch (input) {
            case EmbeddingInput.Text(String text) -> addWords(vector, text);
            case EmbeddingInput.Tokens(List<Integer> ids) -> ids.forEach(id -> add(vector, "token " + id, WORD));
        }
        return normalised(vector);
    }

    private static void addWords(float[] vector, String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
        words.setText(plain);
        int from = words.first();
        for (int to = words.next(); to != BreakIterator.DONE; from = to, to = words.next()) {
            if (Character.isLetterOrDigit(plain.codePointAt(from))) {
                addWord(vector, plain.substring(from, to));
            }
        }
    }

    private static void addWord(float[] vector, String word) {
        add(vector, word, WORD);
        String bounded = "<" + word + ">";
        for (int i = 0; i + PART_LENGTH <= bounded.length(); i++) {
            add(vector, bounded.substring(i, i + PART_LENGTH), PART);
        }
    }

    /** The sign, of another bit of the hash, makes two features that meet at one place cancel out on average. */
    private static void add(float[] vector, String feature, float weight) {
        int hash = hash(feature);
        int place = Math.floorMod(hash >>> 1, vector.length);
        vector[place] += (hash & 1) == 0 ? weight : -weight;
    }

    /** FNV-1a over the letters, with the finish of MurmurHash3, which mixes short texts well. */
    private static int hash(String text) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x01000193;
        }
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static float[] normalised(float[] vector) {
        double square = 0;
        for (float number : vector) {
            square += (double) number * number;
        }
        if (square == 0) {
            vector[0] = 1;
            return vector;
        }
        double length = Math.sqrt(square);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }
}
