package de.lopezitwelt.platform.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** The way to a server, which can freeze and break. */
final class BadWire implements AutoCloseable {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Semaphore flows = new Semaphore(UNLIMITED);
    private final String targetHost;
    private final int targetPort;
    private volatile long bytesUntilBreak = Long.MAX_VALUE;
    private volatile boolean reset;

    BadWire(String target) throws IOException {
        targetHost = target.substring(0, target.lastIndexOf(':'));
        targetPort = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Connections stand and are still accepted, but nothing moves: a server that was stopped, or a host that is gone. */
    void freeze() {
        flows.drainPermits();
    }

    void thaw() {
        flows.release(UNLIMITED);
    }

    /** Breaks each connection after so many more bytes of answers: with a reset, or with an orderly end in the middle of a result. */
    void breakAfter(long bytes, boolean withReset) {
        reset = withReset;
        bytesUntilBreak = bytes;
    }

    void mend() {
        bytesUntilBreak = Long.MAX_VALUE;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Socket target = new Socket(targetHost, targetPort);
                open.addAll(List.of(client, target));
                Thread.ofVirtual().start(() -> pass(client, target, false));
                Thread.ofVirtual().start(() -> pass(target, client, true));
            } catch (IOException closed) {
                // The next turn sees whether it was the entrance.
            }
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[1_024];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                flows.acquire();
                flows.release();
                out.write(buffer, 0, read);
                if (answers && breaks(read)) {
                    to.setSoLinger(reset, 0);
                    return;
                }
            }
        } catch (IOException hungUp) {
            // Both sides are closed by now.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean breaks(int passed) {
        if (bytesUntilBreak == Long.MAX_VALUE) {
            return false;
        }
        bytesUntilBreak -= passed;
        return bytesUntilBreak <= 0;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
