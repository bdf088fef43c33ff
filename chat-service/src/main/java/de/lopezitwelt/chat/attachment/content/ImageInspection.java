package de.lopezitwelt.chat.attachment.content;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import de.lopezitwelt.chat.attachment.document.UnreadableFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes images, and keeps nothing of them: one that a model's provider cannot decode would be refused with each later message
 * of its session. Not for an event loop.
 */
final class ImageInspection {
    /** Pixels of an image as it is decoded here, at most: rows and columns between them are skipped. */
    private static final int SAMPLED = 1_000_000;

    /** Larger images are decoded one after the other, because some of their forms must be held whole in memory. */
    private static final int LARGE = 4_000_000;

    private final long mostPixels;
    private final ReentrantLock large = new ReentrantLock();

    ImageInspection(long mostPixels) {
        this.mostPixels = mostPixels;
    }

    /** @throws UnreadableFile saying what is wrong with it */
    void require(FileType type, byte[] content) {
        ImageStructure.require(type, content);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            ImageReader reader = reader(type);
            try {
                reader.setInput(in, false, true);
                decode(reader, type, content);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            if (broken instanceof UnreadableFile known) {
                throw known;
            }
            throw new UnreadableFile("is damaged");
        }
    }

    private static ImageReader reader(FileType type) throws IOException {
        return type == FileType.WEBP
                ? new WebPImageReaderSpi().createReaderInstance(null)
                : ImageIO.getImageReadersByMIMEType(type.mediaType()).next();
    }

    /** The pictures of an animation too, as far as all together have no more pixels than one may have. */
    private void decode(ImageReader reader, FileType type, byte[] content) throws IOException {
        long pixels = type == FileType.WEBP ? ImageStructure.webpPixels(content) : pixels(reader, 0);
        if (pixels > mostPixels) {
            throw new UnreadableFile("has more than " + mostPixels + " pixels");
        }
        int pictures = type == FileType.GIF ? reader.getNumImages(true) : 1;
        long left = mostPixels;
        for (int i = 0; i < pictures && left > 0; i++) {
            left -= i == 0 ? pixels : pixels(reader, i);
            if (left >= 0) {
                decode(reader, type, i, pixels);
            }
        }
    }

    private static long pixels(ImageReader reader, int index) throws IOException {
        return (long) reader.getWidth(index) * reader.getHeight(index);
    }

    private void decode(ImageReader reader, FileType type, int index, long pixels) throws IOException {
        if (pixels <= LARGE) {
            read(reader, type, index, pixels);
            return;
        }
        large.lock();
        try {
            read(reader, type, index, pixels);
        } finally {
            large.unlock();
        }
    }

    private static void read(ImageReader reader, FileType type, int index, long pixels) throws IOException {
        ImageReadParam sampled = reader.getDefaultReadParam();
        int step = (int) Math.max(1, Math.ceil(Math.sqrt((double) pixels / SAMPLED)));
        sampled.setSourceSubsampling(step, step, 0, 0);
        if (type == FileType.JPEG) {
            // the colors of print, which read() refuses, are for the model's provider to understand
            reader.addIIOReadWarningListener((source, warning) -> requireWhole(warning));
            reader.readRaster(index, sampled);
        } else {
            reader.read(index, sampled);
        }
    }

    private static void requireWhole(String warning) {
        if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
            throw new UnreadableFile("is damaged");
        }
    }
}
