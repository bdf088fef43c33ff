package de.lopezitwelt.platform.local.platform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Steps that do not depend on each other. */
final class InParallel {
    private InParallel() {}

    /** Returns when all have ended; then throws the first failure, with the others attached to it. */
    static void run(Step... steps) throws IOException, InterruptedException {
        Throwable failure = null;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Step step : steps) {
                running.add(executor.submit(() -> {
                    step.run();
                    return step;
                }));
            }
            for (Future<?> future : running) {
                try {
                    future.get();
                } catch (ExecutionException failed) {
                    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
                    if (failure == null) {
                        failure = cause;
                    } else {
                        failure.addSuppressed(cause);
                    }
                }
            }
        }
        switch (failure) {
            case null -> {}
            case IOException failed -> throw failed;
            case InterruptedException interrupted -> throw interrupted;
            case RuntimeException failed -> throw failed;
            default -> throw new IOException(failure);
        }
    }

    /** One of them. */
    interface Step {
        void run() throws IOException, InterruptedException;
    }
}
