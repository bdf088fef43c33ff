package de.lopezitwelt.benchmarks.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Packages of an older commit, in a working tree of their own below {@code .lopez/bench}. */
public final class OlderBuild {
    private OlderBuild() {}

    /**
     * Checks the commit out and packages its services, unless that has been done before.
     *
     * @param commit anything that git resolves to a commit
     * @return the root of its checkout
     * @throws IOException when git does not know the commit, or the build fails
     */
    public static Path of(Path root, String commit) throws IOException, InterruptedException {
        String id =
                run(root, true, "git", "rev-parse", "--verify", "--short=12", "--end-of-options", commit + "^{commit}");
        Path tree = root.resolve(".lopez/bench/against-" + id);
        if (!Files.isDirectory(tree)) {
            run(root, false, "git", "worktree", "add", "--detach", tree.toString(), id);
        }
        Path done = tree.resolve(".lopez-packaged");
        if (!Files.exists(done)) {
            System.out.println("Building " + id + " …");
            run(tree, false, "mvn", "-B", "-q", "-Dmaven.test.skip=true", "package");
            Files.createFile(done);
        }
        return tree;
    }

    private static String run(Path directory, boolean answer, String... command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        if (!answer) {
            builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        }
        Process process = builder.start();
        String output = answer ? new String(process.getInputStream().readAllBytes()).strip() : "";
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", List.of(command)) + " failed");
        }
        return output;
    }
}
