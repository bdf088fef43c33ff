package de.lopezitwelt.platform.local.cli.test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The modules that somebody wants tested alone, and what is Maven's.
 *
 * @param modules their directories below the checkout's root; none: all of them
 * @param rest for Maven
 */
record ModuleChoice(List<String> modules, List<String> rest) {
    /**
     * Arguments up to the first that begins with a dash name modules.
     *
     * @throws IllegalArgumentException naming the one that is no module
     */
    static ModuleChoice of(Path root, List<String> arguments) {
        int names = 0;
        while (names < arguments.size() && !arguments.get(names).startsWith("-")) {
            names++;
        }
        List<String> modules = arguments.subList(0, names).stream()
                .map(name -> name.endsWith("/") ? name.substring(0, name.length() - 1) : name)
                .toList();
        for (String module : modules) {
            Path directory = root.resolve(module).normalize();
            if (!directory.startsWith(root)
                    || directory.equals(root)
                    || !Files.isRegularFile(directory.resolve("pom.xml"))) {
                throw new IllegalArgumentException("there is no module " + module
                        + "; modules are directories such as chat-service or platform/web");
            }
        }
        return new ModuleChoice(modules, List.copyOf(arguments.subList(names, arguments.size())));
    }

    boolean isAll() {
        return modules.isEmpty();
    }

    /** As {@code -pl} takes them. */
    String list() {
        return String.join(",", modules);
    }
}
