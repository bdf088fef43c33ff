package de.lopezitwelt.platform.persistence.schema;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.sql.SQLException;
import java.util.List;

/** The main class of every service: without an argument it serves, with {@code migrate} it updates its schema and ends. */
@QuarkusMain
public final class ServiceMain {
    private static final int MISUSED = 2;

    private ServiceMain() {}

    public static void main(String... arguments) {
        switch (List.of(arguments)) {
            case List<String> none when none.isEmpty() -> Quarkus.run(arguments);
            case List<String> one when one.equals(List.of("migrate")) -> System.exit(migrate());
            default -> {
                System.err.println("expected nothing, or migrate");
                System.exit(MISUSED);
            }
        }
    }

    private static int migrate() {
        try {
            System.out.println(Migration.ofService().run());
            return 0;
        } catch (SQLException | RuntimeException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                System.err.println(cause.getMessage());
            }
            return 1;
        }
    }
}
