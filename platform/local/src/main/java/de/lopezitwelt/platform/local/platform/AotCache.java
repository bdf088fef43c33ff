package de.lopezitwelt.platform.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets a service that has no AOT cache yet make one when it ends: classes loaded and linked, with profiles of its methods, as
 * that run had them. Later starts take a fraction of the CPU. A JVM refuses the cache of another JDK or other options without
 * a word, so the name of its file has to tell them apart.
 */
final class AotCache {
    private static final String USE = "-XX:AOTCache=";
    private static final String MAKE = "-XX:AOTCacheOutput=";
    private static final String FILES = ".aot";

    private AotCache() {}

    /**
     * The options, of which one may name a cache below the directory. Caches by other names are deleted when a new one is to be
     * made.
     */
    static List<String> options(List<String> options, Path directory) throws IOException {
        List<String> actual = new ArrayList<>();
        for (String option : options) {
            if (option.startsWith(USE) && !Files.exists(directory.resolve(option.substring(USE.length())))) {
                deleteOthers(directory);
                actual.add(MAKE + option.substring(USE.length()));
            } else {
                actual.add(option);
            }
        }
        return actual;
    }

    private static void deleteOthers(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(FILES)).toList()) {
                Files.delete(file);
            }
        }
    }
}
