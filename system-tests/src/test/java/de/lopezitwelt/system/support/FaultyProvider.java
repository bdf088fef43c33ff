package de.lopezitwelt.system.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A model server that speaks the OpenAI protocol over plain sockets, so that it can also break it. The upstream model's name says
 * what happens: {@code well}, {@code slow}, {@code error}, {@code stall}, {@code garbage}, {@code hang-up}, {@code endless},
 * {@code drip} (endless, a KiB a second), {@code flood} (endless, as fast as it is taken), {@code telltale} (refuses the
 * key and says it).
 */
public final class FaultyProvider implements AutoCloseable {
    private static final String CHUNK = "data:"
            + " {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":%s}]}\n\n";

    private static final String FLOOD =
            CHUNK.formatted("and on and on ".repeat(5), "null").repeat(16);

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private FaultyProvider(ServerSocket server) {
        this.server = server;
    }

    public static FaultyProvider start() {
        try {
            var provider = new FaultyProvider(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("faulty-provider").start(provider::accept);
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    /** How many connections a client still holds open in the middle of an answer. */
    public int answersUnderWay() {
        return open.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            Asked asked = Asked.in(in);
            open.add(socket);
            answer(asked, socket.getOutputStream());
        } catch (IOException e) {
            // the client hung up, or the test asked this server to
        } finally {
            open.remove(socket);
        }
    }

    /** @param credentials the header as it came */
    private record Asked(String model, String credentials) {
        static Asked in(BufferedReader in) throws IOException {
            int length = 0;
            String credentials = "";
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                String header = line.toLowerCase(Locale.ROOT);
                if (header.startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(15).strip());
                } else if (header.startsWith("authorization:")) {
                    credentials = line.substring(14).strip();
                }
            }
            var body = new StringBuilder();
            while (body.toString().getBytes(StandardCharsets.UTF_8).length < length) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("request broke off");
                }
                body.append((char) next);
            }
            return new Asked(body.toString().replaceAll("(?s).*\"model\"\\s*:\\s*\"([^\"]*)\".*", "$1"), credentials);
        }
    }

    private void answer(Asked asked, OutputStream out) throws IOException {
        switch (asked.model()) {
            case "telltale" -> send(out, refusalNaming(asked.credentials()));
            case "error" ->
                send(
                        out,
                        "HTTP/1.1 500 Internal Server Error\r\n"
                                + "Content-Length: 23\r\n"
                                + "Connection: close\r\n\r\n"
                                + "{\"error\":{\"message\":\"\"}}");
            case "garbage" -> send(out, head() + "data: {\"choices\": [}{ this is not JSON\n\n");
            case "stall" -> {
                send(out, head() + text("Once upon a time"));
                waitForHangUp(out, false);
            }
            case "hang-up" -> send(out, head() + text("I was about to"));
            case "endless" -> {
                send(out, head());
                waitForHangUp(out, true);
            }
            case "drip" -> {
                send(out, head());
                drip(out);
            }
            case "flood" -> {
                send(out, head());
                flood(out);
            }
            case "slow" -> {
                send(out, head());
                speakSlowly(out);
                send(out, end());
            }
            default -> send(out, head() + text("All is") + text(" well.") + end());
        }
    }

    /** As careless providers do. */
    private static String refusalNaming(String credentials) {
        String body = "{\"error\":{\"message\":\"Incorrect API key provided: " + credentials + "\"}}";
        return "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    /** Two seconds of text. */
    private static void speakSlowly(OutputStream out) throws IOException {
        try {
            for (int word = 0; word < 40; word++) {
                send(out, text("word " + word + " "));
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes until the client is gone: text where the answer is to be endless, else comments that are no progress. */
    private static void waitForHangUp(OutputStream out, boolean endless) throws IOException {
        try {
            while (true) {
                send(out, endless ? text("and on ") : ": still thinking\n\n");
                Thread.sleep(endless ? 5 : 200);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drip(OutputStream out) throws IOException {
        try {
            while (true) {
                send(out, text("and on and on ".repeat(37)));
                Thread.sleep(500);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void flood(OutputStream out) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            send(out, FLOOD);
        }
    }

    private static String head() {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    }

    private static String end() {
        return CHUNK.formatted("", "\"stop\"")
                + "data:"
                + " {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":4,\"total_tokens\":15}}\n\n"
                + "data: [DONE]\n\n";
    }

    private static String text(String content) {
        return CHUNK.formatted(content, "null");
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
