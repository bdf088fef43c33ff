package de.lopezitwelt.system.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.testing.node.NodeProject;
import de.lopezitwelt.system.support.ApiOperation;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients that {@code openapi-typescript} makes of the documents, and a program that uses every operation of them. */
class TypeScriptClientIT {
    private final Platform platform = Platform.running();

    @Test
    void generatedClientsOfferEveryOperationWithItsTypes() throws IOException, InterruptedException {
        NodeProject project = NodeProject.installed("typescript");
        int operations = 0;
        for (PlatformService service : PlatformService.values()) {
            JsonNode document = ApiOperation.publicDocument(platform, service);
            List<ApiOperation> known = ApiOperation.of(service, document);
            operations += known.size();
            String name = service.serviceName();
            Files.writeString(project.directory().resolve(name + ".json"), document.toString());
            project.run(
                    Map.of(), List.of("npx", "--no-install", "openapi-typescript", name + ".json", "-o", name + ".ts"));
            Files.writeString(
                    project.directory().resolve("use-" + name + ".ts"), TypeScriptProgram.of(name, document, known));
        }

        project.run(Map.of(), List.of("npx", "--no-install", "tsc", "--project", "tsconfig.json"));

        assertThat(operations).isGreaterThan(100);
    }
}
