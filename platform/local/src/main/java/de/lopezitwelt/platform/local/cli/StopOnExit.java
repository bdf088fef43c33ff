package de.lopezitwelt.platform.local.cli;

import de.lopezitwelt.platform.local.platform.LocalPlatform;

/** Stops a platform when this program ends, by Ctrl-C too, unless the platform is to run on. */
final class StopOnExit {
    private final Thread hook;

    StopOnExit(LocalPlatform platform) {
        hook = new Thread(
                () -> {
                    if (!platform.running().isEmpty()) {
                        System.out.println("\nStopping …");
                        platform.stop();
                        System.out.println("Stopped. Data is kept; ./lopez down --purge removes it.");
                    }
                },
                "stop-on-exit");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void cancel() {
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
