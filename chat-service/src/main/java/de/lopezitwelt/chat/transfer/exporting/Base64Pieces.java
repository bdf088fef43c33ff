package de.lopezitwelt.chat.transfer.exporting;

import io.smallrye.mutiny.Multi;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Encodes pieces as Base64, with the same result as for the whole content at once. */
final class Base64Pieces {
    private static final int GROUP = 3;

    private byte[] rest = new byte[0];

    private Base64Pieces() {}

    static Multi<String> of(Multi<byte[]> bytes) {
        return Multi.createFrom().deferred(() -> {
            Base64Pieces pieces = new Base64Pieces();
            return Multi.createBy()
                    .concatenating()
                    .streams(
                            bytes.map(pieces::encode),
                            Multi.createFrom().deferred(() -> Multi.createFrom().item(pieces.end())));
        });
    }

    private String encode(byte[] piece) {
        byte[] all = Arrays.copyOf(rest, rest.length + piece.length);
        System.arraycopy(piece, 0, all, rest.length, piece.length);
        int whole = all.length - all.length % GROUP;
        rest = Arrays.copyOfRange(all, whole, all.length);
        return text(Arrays.copyOf(all, whole));
    }

    private String end() {
        return text(rest);
    }

    private static String text(byte[] bytes) {
        return new String(Base64.getEncoder().encode(bytes), StandardCharsets.ISO_8859_1);
    }
}
