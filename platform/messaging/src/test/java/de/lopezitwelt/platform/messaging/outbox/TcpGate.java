package de.lopezitwelt.platform.messaging.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that closes every connection until it is opened, and then passes everything on. */
final class TcpGate implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger refused = new AtomicInteger();
    private final String targetHost;
    private final int targetPort;
    private volatile boolean open;

    TcpGate(String target) throws IOException {
        targetHost = target.substring(0, target.lastIndexOf(':'));
        targetPort = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "localhost:" + server.getLocalPort();
    }

    int refused() {
        return refused.get();
    }

    void open() {
        open = true;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (open) {
                    Socket target = new Socket(targetHost, targetPort);
                    Thread.ofVirtual().start(() -> pass(client, target));
                    Thread.ofVirtual().start(() -> pass(target, client));
                } else {
                    refused.incrementAndGet();
                    client.close();
                }
            } catch (IOException closed) {
                // The next round sees whether the server closed it.
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException hungUp) {
            // Both sides are closed by now.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
