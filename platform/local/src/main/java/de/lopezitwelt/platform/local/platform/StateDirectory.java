package de.lopezitwelt.platform.local.platform;

import java.nio.file.Path;

/** Everything a platform keeps: data, secrets, logs and the identities of its processes. */
public record StateDirectory(Path path) {
    public StateDirectory {
        path = path.toAbsolutePath().normalize();
    }

    public Path secrets() {
        return path.resolve("secrets");
    }

    public Path mysql() {
        return path.resolve("mysql");
    }

    public Path kafka() {
        return path.resolve("kafka");
    }

    /** The copy of a packaged service that runs, so that a build beside it does not pull its jars away. */
    public Path application(PlatformService service) {
        return path.resolve("app").resolve(service.serviceName());
    }

    public Path log(String process) {
        return path.resolve("logs").resolve(process + ".log");
    }

    /** Mails that were sent without a mail server, one file each. */
    public Path mail() {
        return path.resolve("mail");
    }

    /** Unless others are named; {@code down --purge} leaves them and their key alone. */
    public Path backups() {
        return path.resolve("backups");
    }

    /** The binary log that {@code db archive} follows, unless another place is named. */
    public Path binlogArchive() {
        return path.resolve("binlog-archive");
    }

    /** What seals backups. */
    public Path backupKey() {
        return path.resolve("backup-key.json");
    }

    public Path run() {
        return path.resolve("run");
    }

    public Path pidFile(String process) {
        return run().resolve(process + ".pid");
    }

    Path ports() {
        return run().resolve("ports.properties");
    }
}
