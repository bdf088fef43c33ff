package de.lopezitwelt.system.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request byte by byte as it is written here, on a connection of its own: clients mend or refuse what is odd.
 *
 * @param target path and query, percent-encoded
 * @param headers besides Host, Connection and Content-Length; as UTF-8
 */
record RawCall(String what, String method, String origin, String target, Map<String, String> headers, byte[] body) {
    private static final int PATIENCE = 60_000;

    /**
     * What came back.
     *
     * @param status 0 when the connection was closed without an answer
     * @param wantsProof whether a fresh proof of the caller is missing (RFC 9470)
     */
    record Reply(int status, boolean wantsProof) {}

    Reply send() throws IOException {
        URI uri = URI.create(origin);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            OutputStream out = socket.getOutputStream();
            out.write(head(uri));
            out.write(body);
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
            return new Reply(status, status == 401 && answer.contains("insufficient_user_authentication"));
        }
    }

    private byte[] head(URI uri) throws IOException {
        var head = new ByteArrayOutputStream();
        var lines = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n");
        headers.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
        head.write(OddTexts.bytes(lines.append("\r\n").toString()));
        return head.toByteArray();
    }

    @Override
    public String toString() {
        return what;
    }
}
