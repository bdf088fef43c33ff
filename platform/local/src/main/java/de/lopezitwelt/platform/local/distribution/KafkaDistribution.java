package de.lopezitwelt.platform.local.distribution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The jars of a Kafka broker, apart from this program's own class path. */
public record KafkaDistribution(List<Path> jars, Path home) {
    private static final String LOGGING_VERSION = "1.7.36";

    /** Finds it in the cache or fetches it; the first time downloads 80 MB. */
    public static KafkaDistribution fetch(DownloadCache cache, Consumer<String> progress)
            throws IOException, InterruptedException {
        String version = Versions.ofBuild().kafka();
        String name = "kafka-" + version;
        List<Path> jars = cache.locked(() -> {
            progress.accept("looking for Kafka " + version);
            return new MavenArtifacts(cache.directory())
                    .resolve(
                            name,
                            dependency("org.apache.kafka", "kafka_2.13", version)
                                    + dependency("org.slf4j", "slf4j-simple", LOGGING_VERSION));
        });
        return new KafkaDistribution(jars, cache.directory().resolve(name));
    }

    public String classpath() {
        return jars.stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    private static String dependency(String group, String artifact, String version) {
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
                .formatted(group, artifact, version);
    }
}
