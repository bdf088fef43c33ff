package de.lopezitwelt.runtime.provider.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on bare sockets that answers each request with bytes as they are: no HTTP library mends what providers get
 * wrong. The body ends when the connection does.
 */
public final class CannedServer implements AutoCloseable {

    private final ServerSocket socket;
    private volatile byte[] answer = {};
    private volatile int pieceLength = Integer.MAX_VALUE;
    private volatile boolean heldOpen;
    public final List<String> bodies = new CopyOnWriteArrayList<>();

    public CannedServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Answers with this head and body from now on. */
    public void answers(String status, String headers, byte[] body) {
        String head = "HTTP/1.1 " + status + "\r\n" + headers.strip().replace("\n", "\r\n")
                + (headers.isBlank() ? "" : "\r\n") + "connection: close\r\n\r\n";
        byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[first.length + body.length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(body, 0, whole, first.length, body.length);
        answer = whole;
        pieceLength = Integer.MAX_VALUE;
        heldOpen = false;
    }

    /** Sends so many bytes at once, each time. */
    public void inPiecesOf(int bytes) {
        pieceLength = bytes;
    }

    /** Keeps the connection open and silent after the body. */
    public void holdsOpen() {
        heldOpen = true;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            bodies.add(request(in));
            OutputStream out = connection.getOutputStream();
            byte[] bytes = answer;
            int piece = pieceLength;
            for (int at = 0; at < bytes.length; at += Math.min(piece, bytes.length - at)) {
                out.write(bytes, at, Math.min(piece, bytes.length - at));
                out.flush();
            }
            if (heldOpen) {
                in.readAllBytes();
            }
        } catch (IOException clientLeft) {
            // it has read what it wanted
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.append((char) b);
        }
        for (String line : head.toString().split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return new String(
                        in.readNBytes(Integer.parseInt(
                                line.substring(line.indexOf(':') + 1).strip())),
                        StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
