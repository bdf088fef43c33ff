package de.lopezitwelt.platform.local.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Ports without a listener, below the range from which the kernel takes the ports of outgoing connections. */
public final class FreePorts {
    /** How far above its port the second port of a service is. */
    public static final int COMPANION = 1_000;

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_767 - COMPANION;
    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreePorts() {}

    /** A free port that was not given to anyone in this JVM before; neither was its companion, which is free too. */
    public static synchronized int next() {
        while (GIVEN.size() < HIGHEST - LOWEST) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (GIVEN.add(port) && GIVEN.add(port + COMPANION) && isFree(port) && isFree(port + COMPANION)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port");
    }

    /** Whether a server could listen on the port, on all interfaces. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
