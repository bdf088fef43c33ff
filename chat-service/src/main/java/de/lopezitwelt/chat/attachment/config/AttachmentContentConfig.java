package de.lopezitwelt.chat.attachment.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How files are read: {@code lopez.chat.attachment.content.*}. */
public interface AttachmentContentConfig {
    /** Most characters (UTF-16 units) of one file that a model reads. */
    @WithDefault("200000")
    int maxTextLength();

    /** Largest picture: providers take no larger ones. */
    @WithDefault("5M")
    MemorySize maxImageBytes();

    /** Width times height of a picture at most. Decoding one of this size takes up to 8 bytes a pixel for a moment. */
    @WithDefault("40000000")
    long maxImagePixels();

    /** Pages of a PDF that are read. */
    @WithDefault("500")
    int pdfPages();

    /** Time after which reading stops and the pages so far count. */
    @WithDefault("15s")
    Duration pdfTime();

    /** Time after that until the reading process is killed and the file refused. */
    @WithDefault("5s")
    Duration pdfGrace();

    /** Heap of the reading process. */
    @WithDefault("128M")
    MemorySize pdfMemory();

    /** Files read at the same time by an instance. */
    @WithDefault("2")
    int readers();

    /** Files that may wait to be read; beyond that uploads are answered 503. */
    @WithDefault("16")
    int waiting();
}
