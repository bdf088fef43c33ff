package de.lopezitwelt.chat.attachment.content;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.chat.attachment.document.UnreadableFile;
import de.lopezitwelt.chat.support.TestFiles;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageInspectionTest {
    private static final byte[] LOSSY =
            Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    private static final byte[] LOSSLESS =
            Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

    private final ImageInspection inspection = new ImageInspection(1_000_000);

    private record Sample(String name, FileType type, byte[] content) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static BufferedImage picture(int type) {
        BufferedImage picture = new BufferedImage(120, 90, type);
        Graphics2D pen = picture.createGraphics();
        for (int i = 0; i < 60; i++) {
            pen.setColor(new Color(i * 4, 255 - i * 3, (i * 31) & 255));
            pen.fillOval(i, i / 2, 60, 45);
        }
        pen.dispose();
        return picture;
    }

    private static byte[] written(String format, int type) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture(type), format, out);
        return out.toByteArray();
    }

    private static byte[] progressiveJpeg() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture(BufferedImage.TYPE_INT_RGB), null, null), settings);
        }
        return out.toByteArray();
    }

    static Stream<Sample> samples() throws IOException {
        return Stream.of(
                new Sample("png", FileType.PNG, written("png", BufferedImage.TYPE_INT_RGB)),
                new Sample("png with alpha", FileType.PNG, written("png", BufferedImage.TYPE_INT_ARGB)),
                new Sample("gray png", FileType.PNG, written("png", BufferedImage.TYPE_BYTE_GRAY)),
                new Sample("jpeg", FileType.JPEG, written("jpeg", BufferedImage.TYPE_INT_RGB)),
                new Sample("gray jpeg", FileType.JPEG, written("jpeg", BufferedImage.TYPE_BYTE_GRAY)),
                new Sample("progressive jpeg", FileType.JPEG, progressiveJpeg()),
                new Sample("gif", FileType.GIF, written("gif", BufferedImage.TYPE_BYTE_INDEXED)),
                new Sample("lossy webp", FileType.WEBP, LOSSY),
                new Sample("lossless webp", FileType.WEBP, LOSSLESS));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void wholeImagesAreTaken(Sample sample) {
        assertThatCode(() -> inspection.require(sample.type(), sample.content()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whateverIsCutOffIsMissed(Sample sample) {
        byte[] whole = sample.content();
        for (int percent : new int[] {40, 60, 80, 95}) {
            byte[] cut = Arrays.copyOf(whole, Math.max(13, whole.length * percent / 100));

            assertThatThrownBy(() -> inspection.require(sample.type(), cut))
                    .as(percent + " % of it")
                    .isInstanceOf(UnreadableFile.class);
        }
    }

    @Test
    void aCutJpegWithAnEndPutToItIsDamaged() throws IOException {
        byte[] whole = written("jpeg", BufferedImage.TYPE_INT_RGB);
        byte[] cut = Arrays.copyOf(whole, whole.length * 7 / 10);
        cut[cut.length - 3] = 0;
        cut[cut.length - 2] = (byte) 0xff;
        cut[cut.length - 1] = (byte) 0xd9;

        assertThatThrownBy(() -> inspection.require(FileType.JPEG, cut))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage("is damaged");
    }

    @Test
    void aDamagedChunkOfAPngIsNoticed() throws IOException {
        byte[] png = written("png", BufferedImage.TYPE_INT_RGB);
        png[png.length / 2] ^= 0x55;

        assertThatThrownBy(() -> inspection.require(FileType.PNG, png)).isInstanceOf(UnreadableFile.class);
    }

    @Test
    void aPngWhosePictureEndsTooEarlyIsDamagedThoughItsChunksAreWhole() {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(TestFiles.SIGNATURE);
        TestFiles.chunk(png, "IHDR", header(100, 100));
        TestFiles.chunk(png, "IDAT", TestFiles.deflated(new byte[101 * 40]));
        TestFiles.chunk(png, "IEND", new byte[0]);

        assertThatThrownBy(() -> inspection.require(FileType.PNG, png.toByteArray()))
                .isInstanceOf(UnreadableFile.class);
    }

    @Test
    void anImageOfTooManyPixelsIsNotDecoded() {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(TestFiles.SIGNATURE);
        TestFiles.chunk(bomb, "IHDR", header(60_000, 60_000));
        TestFiles.chunk(bomb, "IDAT", TestFiles.deflated(new byte[1_000]));
        TestFiles.chunk(bomb, "IEND", new byte[0]);

        assertThatThrownBy(() -> inspection.require(FileType.PNG, bomb.toByteArray()))
                .hasMessage("has more than 1000000 pixels");
    }

    @Test
    void whatFollowsTheEndOfAPhotographIsNobodysBusiness() throws IOException {
        byte[] jpeg = written("jpeg", BufferedImage.TYPE_INT_RGB);

        assertThatCode(() -> inspection.require(FileType.JPEG, Arrays.copyOf(jpeg, jpeg.length + 500)))
                .doesNotThrowAnyException();
    }

    private static byte[] header(int width, int height) {
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) 0)
                .put(new byte[3])
                .array();
    }
}
