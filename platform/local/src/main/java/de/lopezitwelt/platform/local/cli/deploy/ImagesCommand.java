package de.lopezitwelt.platform.local.cli.deploy;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.deploy.ImageBuild;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Images of the services. */
@Command(
        name = "images",
        description = "Builds the images of the services with podman or docker.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ImagesCommand {
    /** Builds them. */
    @Command(
            description = "Builds an image of each packaged service; the services have been built before.",
            mixinStandardHelpOptions = true)
    int build(
            @Option(names = "--base", description = "What the system's libraries are taken from.") @Nullable
                    String base,
            @Option(names = "--version-tag", defaultValue = "1.0.0", description = "The version that manifests name.")
                    String version,
            @Option(names = "--service", description = "One service only.") @Nullable String service,
            @Option(names = "--tar", description = "Write them to files in this directory too.") @Nullable Path tar)
            throws IOException, InterruptedException {
        Workplace workplace = Workplace.current();
        var build = new ImageBuild(
                workplace.root(), workplace.settings().state().path().resolve("images"), ImageBuild.engineOnPath());
        for (PlatformService each : PlatformService.values()) {
            if (service != null
                    && PlatformService.named(service).filter(each::equals).isEmpty()) {
                continue;
            }
            String image = build.build(each, version, base);
            System.out.println("built " + image);
            if (tar != null) {
                System.out.println("wrote " + build.save(image, tar));
            }
        }
        return 0;
    }
}
