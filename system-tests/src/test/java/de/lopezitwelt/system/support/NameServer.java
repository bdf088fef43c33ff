package de.lopezitwelt.system.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.locks.ReentrantLock;

/** A name server that knows no name, for as long as this JVM lives. */
final class NameServer {
    private static final int LARGEST = 512;
    private static final int FLAGS = 2;
    private static final byte ANSWER = (byte) 0x81;
    private static final byte NO_SUCH_NAME = (byte) 0x83;
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static int port;

    private NameServer() {}

    /** The port it listens on, of the loopback address. */
    static int port() {
        LOCK.lock();
        try {
            if (port == 0) {
                var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                port = socket.getLocalPort();
                Thread.ofVirtual().name("name-server").start(() -> answerAll(socket));
            }
            return port;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } finally {
            LOCK.unlock();
        }
    }

    private static void answerAll(DatagramSocket socket) {
        try (socket) {
            while (true) {
                var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
                socket.receive(packet);
                // RFC 1035 §4.1.1: the question comes back with the answer's flags
                packet.getData()[FLAGS] = ANSWER;
                packet.getData()[FLAGS + 1] = NO_SUCH_NAME;
                socket.send(packet);
            }
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }
}
