package de.lopezitwelt.chat.transfer.foreign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of an export one after the other; only one is in memory. The document is JSON, or an archive with
 * JSON files. Each JSON text is an object or a list of objects. Blocks: not for an event loop.
 */
final class ForeignDocument implements Closeable {
    /** Largest object in bytes; larger ones are skipped. */
    static final long LARGEST = 16L * 1024 * 1024;

    /** Most bytes that an archive may unpack to. */
    private static final long MOST_UNPACKED = 1024L * 1024 * 1024;

    /** Systems that nest an answer within its question need two levels for each message. */
    private static final int DEEPEST = 20_000;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength((int) LARGEST)
                    .build())
            .build());

    private final InputStream in;
    private final @Nullable ZipInputStream archive;
    private @Nullable JsonParser parser;
    private boolean list;
    private long unpacked;

    /** @param body closed with this document */
    ForeignDocument(InputStream body) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(body);
        bytes.mark(2);
        boolean packed = bytes.read() == 'P' && bytes.read() == 'K';
        bytes.reset();
        this.archive = packed ? new ZipInputStream(bytes) : null;
        this.in = archive == null ? bytes : archive;
    }

    /** An object of the document. @param node null when it is too large */
    record Item(@Nullable JsonNode node) {}

    /** Null at the end. @throws IOException when the text is not JSON, or the archive is broken or unpacks to too much */
    @Nullable
    Item next() throws IOException {
        while (true) {
            JsonParser open = parser == null ? open() : parser;
            if (open == null) {
                return null;
            }
            JsonToken token = open.nextToken();
            if (token == JsonToken.START_ARRAY && !list) {
                list = true;
            } else if (token == JsonToken.START_OBJECT) {
                return read(open);
            } else if (token == null || token == JsonToken.END_ARRAY) {
                parser = null;
            } else if (token == JsonToken.START_ARRAY) {
                open.skipChildren();
            }
        }
    }

    private @Nullable JsonParser open() throws IOException {
        list = false;
        if (archive == null) {
            if (unpacked > 0) {
                return null;
            }
            unpacked = 1;
        } else if (!nextJson(archive)) {
            return null;
        }
        parser = JSON.createParser(new Bounded(in)).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        return parser;
    }

    private static boolean nextJson(ZipInputStream archive) throws IOException {
        for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            if (entry.getName().endsWith(".json")) {
                return true;
            }
        }
        return false;
    }

    private static Item read(JsonParser parser) throws IOException {
        long begin = parser.currentLocation().getByteOffset();
        TokenBuffer buffer = new TokenBuffer(parser);
        int depth = 0;
        boolean fits = true;
        JsonToken token = parser.currentToken();
        while (true) {
            if (fits) {
                buffer.copyCurrentEvent(parser);
                fits = parser.currentLocation().getByteOffset() - begin <= LARGEST;
                buffer = fits ? buffer : new TokenBuffer(parser);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return new Item(fits ? JSON.readTree(buffer.asParser()) : null);
            }
            token = parser.nextToken();
            if (token == null) {
                throw new IOException("the document ends within an object");
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Counts the unpacked bytes of an archive. A parser reads to the end of an entry and no further. */
    private final class Bounded extends java.io.FilterInputStream {
        Bounded(InputStream source) {
            super(source);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            unpacked += Math.max(count, 0);
            if (unpacked > MOST_UNPACKED) {
                throw new IOException("the archive unpacks to more than " + MOST_UNPACKED + " bytes");
            }
            return count;
        }
    }
}
