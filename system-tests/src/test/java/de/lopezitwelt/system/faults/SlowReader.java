package de.lopezitwelt.system.faults;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that asks for a stream and then hardly reads it. */
final class SlowReader implements AutoCloseable {
    private static final int WINDOW = 4096;
    private static final int SIP = 4;

    private final Socket socket;

    private SlowReader(Socket socket) {
        this.socket = socket;
    }

    static SlowReader post(String url, String token, String body) throws IOException {
        URI uri = URI.create(url);
        Socket socket = new Socket();
        socket.setReceiveBufferSize(WINDOW);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 10_000);
        String request =
                "POST " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nAuthorization: Bearer "
                        + token + "\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new SlowReader(socket);
    }

    /** Takes a few bytes, if there are any. */
    void sip() throws IOException {
        InputStream in = socket.getInputStream();
        if (in.available() > 0) {
            in.readNBytes(SIP);
        }
    }

    /** The first line of the answer. */
    String statusLine() throws IOException {
        socket.setSoTimeout(60_000);
        var line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0 && next != '\n';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
