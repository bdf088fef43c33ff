package de.lopezitwelt.platform.local.cli.deploy;

import de.lopezitwelt.platform.local.account.AccountsBootstrap;
import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.account.SchemaAccounts;
import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.deploy.DeployCheck;
import de.lopezitwelt.platform.local.deploy.DeploymentSecrets;
import de.lopezitwelt.platform.local.deploy.Kustomize;
import de.lopezitwelt.platform.local.deploy.Manifests;
import de.lopezitwelt.platform.local.distribution.DownloadCache;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.platform.Servers;
import de.lopezitwelt.platform.local.secret.RandomSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a cluster is given. */
@Command(
        name = "deploy",
        description = "Prepares a deployment to Kubernetes: docs/operations.md.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class DeployCommand {
    private static final String OVERLAYS = "deploy/kubernetes/overlays";

    /** Prints the secrets that the manifests name. */
    @Command(
            description =
                    "Prints every secret that the manifests name, for kubectl create -f. Known ones stay as they are.",
            mixinStandardHelpOptions = true)
    int secrets(
            @Option(names = "--known", description = "What an earlier run has printed.") @Nullable Path known,
            @Option(names = "--files", description = "Write them as files below this directory, for deploy/compose.")
                    @Nullable
                    Path files,
            @Option(names = "--namespace", defaultValue = "lopez") String namespace)
            throws IOException {
        var secrets = new DeploymentSecrets(new RandomSecrets(new SecureRandom()));
        if (files != null) {
            secrets.write(files);
            return 0;
        }
        if (known != null) {
            secrets.knowing(Files.readString(known));
        }
        System.out.print(secrets.render(namespace));
        return 0;
    }

    /** Prints what an overlay means. */
    @Command(description = "Prints what an overlay renders to.", mixinStandardHelpOptions = true)
    int render(@Parameters(paramLabel = "OVERLAY", description = "production, trial, or a folder.") String overlay)
            throws IOException, InterruptedException {
        System.out.print(rendered(overlay));
        return 0;
    }

    /** Says what of an overlay cannot work. */
    @Command(description = "Says what of an overlay cannot work or should not be.", mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "OVERLAY", description = "production, trial, or a folder.") String overlay)
            throws IOException, InterruptedException {
        Manifests manifests = Manifests.parse(rendered(overlay));
        List<String> objections = DeployCheck.objections(manifests);
        objections.forEach(System.out::println);
        System.out.println(
                objections.isEmpty()
                        ? overlay + ": " + manifests.objects().size() + " objects, no objection"
                        : overlay + ": " + objections.size() + " objections");
        return objections.isEmpty() ? 0 : 1;
    }

    /** Creates schemas and accounts, as often as it is asked to. */
    @Command(
            description = "Creates schemas and accounts, or sets their passwords again.",
            mixinStandardHelpOptions = true)
    int bootstrap(
            @Option(
                            names = "--administrator",
                            required = true,
                            description =
                                    "File with mysql://user:password@host:port of an account that may create them.")
                    Path administrator,
            @Option(
                            names = "--secrets",
                            required = true,
                            description = "Directory with the secrets, a folder for each.")
                    Path secrets)
            throws IOException, SQLException {
        var environment = new HashMap<>(System.getenv());
        environment.put("LOPEZ_MYSQL_URL", Files.readString(administrator).strip());
        MySqlServer server = Servers.named(environment).mysql();
        if (server == null) {
            throw new IOException("no server in " + administrator);
        }
        var accounts = new ArrayList<SchemaAccounts>();
        for (PlatformService service : PlatformService.values()) {
            accounts.add(DeploymentSecrets.accounts(secrets, service));
        }
        new AccountsBootstrap(server).create(accounts);
        System.out.println("Schemas and accounts are there: " + accounts.size() + " at " + server);
        return 0;
    }

    private static String rendered(String overlay) throws IOException, InterruptedException {
        Path named = Path.of(overlay);
        Path ours = Workplace.current().root().resolve(OVERLAYS).resolve(overlay);
        Path folder = Files.isDirectory(ours) ? ours : named;
        return Kustomize.found(DownloadCache.ofUser(), System.err::println).render(folder);
    }
}
