package de.lopezitwelt.system.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** A name server that knows the TXT records it is told, for as long as this JVM lives. */
public final class NameServer {
    private static final int LARGEST = 512;
    private static final int FLAGS = 2;
    private static final byte ANSWER = (byte) 0x81;
    private static final int ANSWERS = 7;
    private static final int ADDITIONAL = 11;
    private static final byte FOUND = (byte) 0x80;
    private static final byte NO_SUCH_NAME = (byte) 0x83;
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<String, List<String>> RECORDS = new ConcurrentHashMap<>();
    private static final int HEADER = 12;
    private static final byte[] TYPE_TXT_CLASS_IN_60_SECONDS = {0, 16, 0, 1, 0, 0, 0, 60};
    private static int port;

    private NameServer() {}

    /** Replaces the TXT records of a name; each text has at most 255 bytes. */
    public static void publish(String name, String... texts) {
        RECORDS.put(name, List.of(texts));
    }

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

    /** RFC 1035 §4.1: the question comes back with the answer's flags, and what is told of its name behind it. */
    private static byte[] answer(byte[] question) {
        int end = HEADER;
        StringBuilder name = new StringBuilder();
        while (question[end] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(question, end + 1, question[end], StandardCharsets.US_ASCII));
            end += 1 + question[end];
        }
        List<String> texts = RECORDS.get(name.toString());
        var answer = new ByteArrayOutputStream();
        answer.write(question, 0, end + 5);
        for (String text : texts == null ? List.<String>of() : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            // the name is the question's, at byte 12
            answer.write(0xC0);
            answer.write(HEADER);
            answer.writeBytes(TYPE_TXT_CLASS_IN_60_SECONDS);
            answer.write(0);
            answer.write(bytes.length + 1);
            answer.write(bytes.length);
            answer.writeBytes(bytes);
        }
        byte[] packet = answer.toByteArray();
        packet[FLAGS] = ANSWER;
        packet[FLAGS + 1] = texts == null ? NO_SUCH_NAME : FOUND;
        packet[ANSWERS] = (byte) (texts == null ? 0 : texts.size());
        // nothing but questions and answers
        packet[ADDITIONAL] = 0;
        return packet;
    }

    private static void answerAll(DatagramSocket socket) {
        try (socket) {
            while (true) {
                var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
                socket.receive(packet);
                byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }
}
