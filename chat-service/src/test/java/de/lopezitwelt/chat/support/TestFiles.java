package de.lopezitwelt.chat.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.jspecify.annotations.Nullable;

/** Files of the kinds that are taken. */
public final class TestFiles {
    /** What a PNG begins with. */
    public static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private TestFiles() {}

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A PNG of one pixel, made as large as this by a chunk that nobody reads; at least 80 bytes. */
    public static byte[] png(int size) {
        ByteArrayOutputStream image = new ByteArrayOutputStream(size);
        image.writeBytes(SIGNATURE);
        chunk(image, "IHDR", new byte[] {0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0});
        chunk(image, "IDAT", deflated(new byte[] {0, 127}));
        byte[] filling = new byte[size - image.size() - 24];
        for (int i = 0; i < filling.length; i++) {
            filling[i] = (byte) (i * 31 >> 3);
        }
        chunk(image, "fiLl", filling);
        chunk(image, "IEND", new byte[0]);
        return image.toByteArray();
    }

    /** A chunk of a PNG. */
    public static void chunk(ByteArrayOutputStream image, String type, byte[] data) {
        byte[] checked = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 checksum = new CRC32();
        checksum.update(checked);
        image.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        image.writeBytes(checked);
        image.writeBytes(
                ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }

    public static byte[] deflated(byte[] data) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed)) {
            out.write(data);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /** A few hundred kilobytes that unpack to a third of a gigabyte. */
    public static byte[] pdfBomb() {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage();
            document.addPage(page);
            COSStream content = new COSStream();
            content.setItem(COSName.FILTER, COSName.FLATE_DECODE);
            try (OutputStream packed = new DeflaterOutputStream(content.createRawOutputStream())) {
                byte[] block = new byte[1024 * 1024];
                Arrays.fill(block, (byte) '(');
                for (int i = 0; i < 300; i++) {
                    packed.write(block);
                }
            }
            page.setContents(new PDStream(content));
            document.save(out);
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A page for each text. */
    public static byte[] pdf(@Nullable String password, String... pages) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (String text : pages) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.newLineAtOffset(50, 700);
                    content.showText(text);
                    content.endText();
                }
            }
            if (password != null) {
                document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
