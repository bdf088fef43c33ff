package de.lopezitwelt.system.llama;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.local.process.Launch;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.server.Readiness;
import de.lopezitwelt.platform.testing.node.NodeProject;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A real llama.cpp behind a small server in Node, with a model of random weights that is made when it starts.
 *
 * @param before how many calls had ended when this test began
 */
record LlamaServer(ManagedProcess process, int before) {
    /** Tokens of prompt and answer together; a token is a byte, or a mark of the chat template. */
    static final int CONTEXT = 8192;

    private static final Duration START = Duration.ofMinutes(1);
    private static final String ADDRESS = "http://127.0.0.1:" + Platform.LLAMA_UPSTREAM;
    private static @Nullable LlamaServer instance;

    /** Started once for all tests, and stopped when the JVM ends. */
    static synchronized LlamaServer running() {
        if (instance == null) {
            try {
                instance = start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        return new LlamaServer(instance.process, log().path("calls").size());
    }

    private static LlamaServer start() throws IOException, InterruptedException {
        Path project = NodeProject.installed("llama").directory();
        Path log = project.resolve("server.log");
        ManagedProcess process = ManagedProcess.start(new Launch(
                "llama",
                List.of("/usr/bin/env", "node", "server.mjs"),
                Map.of("PORT", "" + Platform.LLAMA_UPSTREAM, "CONTEXT", "" + CONTEXT, "SEED", "7"),
                project,
                log,
                project.resolve("server.pid")));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.stop(Duration.ofSeconds(5))));
        Readiness.await(process, log, START, LlamaServer::ready);
        return new LlamaServer(process, 0);
    }

    private static boolean ready() {
        try {
            return Client.anonymous()
                            .attempt("GET", ADDRESS + "/health", null, Map.of())
                            .status()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The calls of this test that have ended and whose messages hold the words, the first one first. */
    List<JsonNode> callsAbout(String words) {
        return StreamSupport.stream(log().path("calls").spliterator(), false)
                .skip(before)
                .filter(call -> call.at("/request/messages").toString().contains(words))
                .toList();
    }

    /** How many calls have begun and not ended. */
    int underWay() {
        return log().path("under_way").asInt();
    }

    private static JsonNode log() {
        return Client.anonymous().get(ADDRESS + "/calls").expect(200).json();
    }
}
