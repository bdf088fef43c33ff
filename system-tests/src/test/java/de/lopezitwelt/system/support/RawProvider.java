package de.lopezitwelt.system.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * What the models {@code raw} and {@code raw-anthropic} are asked, on bare sockets: answers go out with the bytes that a test
 * gives, and no HTTP library mends them. The body ends when the connection does.
 */
public final class RawProvider implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerSocket server;
    private volatile Function<JsonNode, byte[]> script = request -> answer("500", "", "");

    /** The requests that came, in their order. */
    public final List<JsonNode> asked = new CopyOnWriteArrayList<>();

    public RawProvider() {
        try {
            server = new ServerSocket(Platform.RAW_UPSTREAM, 50, InetAddress.getLoopbackAddress());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        Thread.ofVirtual().name("raw-provider").start(this::accept);
    }

    /** From now on requests are answered so, and those from before are forgotten. */
    public void answers(Function<JsonNode, byte[]> with) {
        asked.clear();
        script = with;
    }

    public static byte[] answer(String status, String headers, String body) {
        String head = headers.isBlank() ? "" : headers.strip().replace("\n", "\r\n") + "\r\n";
        return ("HTTP/1.1 " + status + "\r\n" + head + "connection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A stream of events with these data. */
    public static byte[] events(String... data) {
        return answer("200 OK", "content-type: text/event-stream", "data: " + String.join("\n\ndata: ", data) + "\n\n");
    }

    /** A recorded answer: a line with the status, headers, an empty line and the body. */
    public static byte[] recorded(Path file) {
        try {
            String text = Files.readString(file);
            int head = text.indexOf("\n\n");
            String[] lines = text.substring(0, head).split("\n", 2);
            return answer(lines[0].substring("HTTP/1.1 ".length()), lines[1], text.substring(head + 2));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            JsonNode request = request(new BufferedInputStream(socket.getInputStream()));
            asked.add(request);
            socket.getOutputStream().write(script.apply(request));
        } catch (IOException clientLeft) {
            // it has read what it wanted
        }
    }

    private static JsonNode request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("request broke off");
            }
            head.append((char) next);
        }
        for (String line : head.toString().split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return JSON.readTree(in.readNBytes(
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip())));
            }
        }
        return JSON.createObjectNode();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
