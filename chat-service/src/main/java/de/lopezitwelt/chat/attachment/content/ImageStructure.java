package de.lopezitwelt.chat.attachment.content;

import de.lopezitwelt.chat.attachment.document.UnreadableFile;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Whether an image is there to its end. Decoders forgive an end that is missing and paint the rest gray; the providers of
 * models do not.
 */
final class ImageStructure {
    private static final String TOO_EARLY = "ends too early";
    private static final String NO_PICTURE = "has no picture in it";
    private static final String DAMAGED = "is damaged";

    private final byte[] bytes;
    private int at;

    private ImageStructure(byte[] bytes, int start) {
        this.bytes = bytes;
        this.at = start;
    }

    /** @throws UnreadableFile saying what is missing */
    static void require(FileType type, byte[] content) {
        switch (type) {
            case PNG -> new ImageStructure(content, 8).png();
            case JPEG -> new ImageStructure(content, 2).jpeg();
            case GIF -> new ImageStructure(content, 6).gif();
            case WEBP -> new ImageStructure(content, 12).webp();
            default -> throw new IllegalArgumentException("no image");
        }
    }

    /** Chunks of length, type, data and checksum (PNG specification §5.3). */
    private void png() {
        boolean data = false;
        while (true) {
            long length = big(need(8), 4);
            int type = at + 4;
            if (length > bytes.length - at - 12) {
                throw new UnreadableFile(TOO_EARLY);
            }
            boolean critical = (bytes[type] & 0x20) == 0;
            CRC32 checksum = new CRC32();
            checksum.update(bytes, type, 4 + (int) length);
            if (critical && checksum.getValue() != big(type + 4 + (int) length, 4)) {
                throw new UnreadableFile(DAMAGED);
            }
            data |= is("IDAT", type);
            if (is("IEND", type)) {
                require(data);
                return;
            }
            at += 12 + (int) length;
        }
    }

    /** Segments with their lengths, and after each start of a scan its data up to the next marker (ITU-T T.81 §B.1). */
    private void jpeg() {
        boolean scanned = false;
        while (true) {
            need(2);
            if (at(at) != 0xff) {
                throw new UnreadableFile(DAMAGED);
            }
            int marker = at(at + 1);
            if (marker == 0xd9) {
                require(scanned);
                return;
            }
            if (marker == 0xff) {
                at++;
            } else if (marker == 0x01 || marker >= 0xd0 && marker <= 0xd8) {
                at += 2;
            } else {
                need(4);
                skip(2 + (int) Math.max(2, big(at + 2, 2)));
                if (marker == 0xda) {
                    scanned = true;
                    skipScan();
                }
            }
        }
    }

    private void skipScan() {
        while (at + 1 < bytes.length) {
            int next = at(at + 1);
            if (at(at) == 0xff && next != 0 && next != 0xff && !(next >= 0xd0 && next <= 0xd7)) {
                return;
            }
            at++;
        }
        throw new UnreadableFile(TOO_EARLY);
    }

    /** Blocks, of which pictures and extensions are chains of sub-blocks (GIF89a §15). Many writers forget the trailer. */
    private void gif() {
        need(7);
        int flags = at(at + 4);
        skip(7 + table(flags));
        boolean picture = false;
        while (at < bytes.length) {
            switch (at(at)) {
                case 0x3b -> {
                    require(picture);
                    return;
                }
                case 0x2c -> {
                    need(10);
                    int local = at(at + 9);
                    skip(10 + table(local) + 1);
                    subBlocks();
                    picture = true;
                }
                case 0x21 -> {
                    skip(2);
                    subBlocks();
                }
                case 0 -> at++;
                default -> throw new UnreadableFile(DAMAGED);
            }
        }
        if (!picture) {
            throw new UnreadableFile(TOO_EARLY);
        }
    }

    /** Bytes of the color table that the flags announce. */
    private static int table(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private void subBlocks() {
        int length;
        do {
            need(1);
            length = at(at);
            skip(1 + length);
        } while (length > 0);
    }

    /** Chunks of type, length and data, padded to even lengths (WebP container specification). */
    private void webp() {
        long whole = little(4, 4) + 8;
        if (whole > bytes.length) {
            throw new UnreadableFile(TOO_EARLY);
        }
        boolean picture = false;
        while (at + 8 <= whole) {
            long length = little(at + 4, 4);
            if (length > bytes.length - at - 8) {
                throw new UnreadableFile(TOO_EARLY);
            }
            picture |= is("VP8 ", at) || is("VP8L", at) || is("ANMF", at);
            at += 8 + (int) (length + (length & 1));
        }
        require(picture);
    }

    /** Width times height as the container says. */
    static long webpPixels(byte[] content) {
        ImageStructure file = new ImageStructure(content, 12);
        file.need(18);
        if (file.is("VP8X", 12)) {
            return (file.little(file.need(18) + 12, 3) + 1) * (file.little(27, 3) + 1);
        }
        if (file.is("VP8L", 12)) {
            long bits = file.little(21, 4);
            return ((bits & 0x3fff) + 1) * ((bits >> 14 & 0x3fff) + 1);
        }
        return (file.little(26, 2) & 0x3fff) * (file.little(28, 2) & 0x3fff);
    }

    private static void require(boolean picture) {
        if (!picture) {
            throw new UnreadableFile(NO_PICTURE);
        }
    }

    private int need(int count) {
        if (at < 0 || count > bytes.length - at) {
            throw new UnreadableFile(TOO_EARLY);
        }
        return at;
    }

    private void skip(int count) {
        need(count);
        at += count;
    }

    private int at(int index) {
        return bytes[index] & 0xff;
    }

    private boolean is(String name, int index) {
        return new String(bytes, index, 4, StandardCharsets.ISO_8859_1).equals(name);
    }

    private long big(int index, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | at(index + i);
        }
        return value;
    }

    private long little(int index, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | at(index + i);
        }
        return value;
    }
}
