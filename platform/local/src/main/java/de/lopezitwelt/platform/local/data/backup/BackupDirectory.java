package de.lopezitwelt.platform.local.data.backup;

import de.lopezitwelt.platform.local.server.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The place of all backups: one directory each, named by its moment. An incomplete one has a name with a leading dot. */
public record BackupDirectory(Path path) {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String UNFINISHED = ".unfinished-";

    /** Oldest first. */
    public List<Backup> list() throws IOException {
        var backups = new ArrayList<Backup>();
        if (Files.isDirectory(path)) {
            try (Stream<Path> entries = Files.list(path)) {
                for (Path entry : entries.filter(BackupDirectory::isNamed).toList()) {
                    backups.add(Backup.in(entry));
                }
            }
        }
        backups.sort(Comparator.comparing(Backup::moment));
        return backups;
    }

    public Optional<Backup> newest() throws IOException {
        return list().stream().reduce((earlier, later) -> later);
    }

    /** @throws IOException listing the existing backups when none has that name */
    public Backup named(String name) throws IOException {
        List<Backup> all = list();
        return all.stream()
                .filter(backup -> backup.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("no backup " + name + " in " + path + "; there are "
                        + all.stream().map(Backup::name).toList()));
    }

    /** The newest verified backup of that server that is not older than the given moment. */
    public Optional<Backup> verifiedSince(String serverUuid, Instant moment) throws IOException {
        Optional<Backup> found = Optional.empty();
        for (Backup backup : list()) {
            if (backup.serverUuid().equals(serverUuid)
                    && !backup.moment().isBefore(moment)
                    && backup.verifiedAt().isPresent()) {
                found = Optional.of(backup);
            }
        }
        return found;
    }

    /** A directory for a new backup; removes the remains of a killed run. */
    Path unfinished(Instant moment) throws IOException {
        Files.createDirectories(path);
        try (Stream<Path> entries = Files.list(path)) {
            for (Path left : entries.filter(
                            entry -> entry.getFileName().toString().startsWith(UNFINISHED))
                    .toList()) {
                DirectoryTree.delete(left);
            }
        }
        return Files.createDirectory(path.resolve(UNFINISHED + NAME.format(moment)));
    }

    /** Gives the directory its final name, which makes it a backup. */
    Backup finish(Path unfinished) throws IOException {
        String name = unfinished.getFileName().toString().substring(UNFINISHED.length());
        return Backup.in(Files.move(unfinished, path.resolve(name), StandardCopyOption.ATOMIC_MOVE));
    }

    /**
     * Removes backups that exceed both the count and the age. The newest one stays, and the newest verified one.
     *
     * @param count number of newest backups to keep, however old
     * @param days younger backups are kept, however many
     * @return the names of the removed backups
     */
    public List<String> prune(int count, int days, Instant now) throws IOException {
        List<Backup> all = list();
        Set<String> kept = new HashSet<>();
        for (int index = 0; index < all.size(); index++) {
            Backup backup = all.get(index);
            boolean among = all.size() - index <= Math.max(1, count);
            if (among || backup.moment().isAfter(now.minus(days, ChronoUnit.DAYS))) {
                kept.add(backup.name());
            }
        }
        for (int index = all.size() - 1; index >= 0; index--) {
            if (all.get(index).verifiedAt().isPresent()) {
                kept.add(all.get(index).name());
                break;
            }
        }
        var gone = new ArrayList<String>();
        for (Backup backup : all) {
            if (!kept.contains(backup.name())) {
                // Renamed first, so that half a backup never has a good name.
                Path aside = path.resolve(UNFINISHED + backup.name());
                DirectoryTree.delete(Files.move(backup.directory(), aside, StandardCopyOption.ATOMIC_MOVE));
                gone.add(backup.name());
            }
        }
        return gone;
    }

    private static boolean isNamed(Path entry) {
        return Files.isDirectory(entry) && !entry.getFileName().toString().startsWith(".");
    }
}
