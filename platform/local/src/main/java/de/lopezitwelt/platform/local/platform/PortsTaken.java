package de.lopezitwelt.platform.local.platform;

import java.io.IOException;
import java.util.List;

/** Another program listens where this platform would. */
public final class PortsTaken extends IOException {
    private static final long serialVersionUID = 1L;

    PortsTaken(List<String> taken) {
        super("Taken by another program: " + String.join(", ", taken)
                + ".\nEnd it, or move all ports of this platform: LOPEZ_PORT_SHIFT=100 ./lopez up");
    }
}
