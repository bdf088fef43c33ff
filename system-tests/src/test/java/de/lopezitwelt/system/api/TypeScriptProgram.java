package de.lopezitwelt.system.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.system.support.ApiOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a program that calls every operation of a document through a typed client: with every parameter and a body, and
 * with a look at every member that its answer, its error and its events always have.
 */
final class TypeScriptProgram {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD = """
            import createClient from 'openapi-fetch';
            import type { components, paths } from './%1$s.js';

            const client = createClient<paths>({ baseUrl: 'http://localhost' });

            /** Takes what has a type; what might be anything has none. */
            function use<T>(value: T & (unknown extends T ? never : T)): void {
              console.log(value);
            }

            """;

    private final JsonNode document;
    private final String name;
    private final SampleJson samples;
    private final StringBuilder program = new StringBuilder();

    private TypeScriptProgram(String name, JsonNode document) {
        this.name = name;
        this.document = document;
        this.samples = SampleJson.whole(document);
    }

    /** @param name of the file with the generated types */
    static String of(String name, JsonNode document, List<ApiOperation> operations) {
        var program = new TypeScriptProgram(name, document);
        program.program.append(HEAD.formatted(name));
        operations.forEach(program::call);
        program.events(operations);
        return program.program.toString();
    }

    private void call(ApiOperation operation) {
        ObjectNode options = JSON.createObjectNode();
        ObjectNode parameters = options.putObject("params");
        for (JsonNode parameter : operation.declaration().path("parameters")) {
            parameters
                    .withObjectProperty(parameter.path("in").asText())
                    .set(parameter.path("name").asText(), samples.of(parameter.path("schema")));
        }
        JsonNode content = operation.declaration().at("/requestBody/content");
        if (!content.isEmpty()) {
            options.set("body", samples.of(content.elements().next().path("schema")));
        }
        line("export async function %s(): Promise<void> {", operation.id());
        line(
                "  const { data, error, response } = await client.%s('%s', %s);",
                operation.method().toUpperCase(Locale.ROOT), operation.path(), options);
        line("  if (error !== undefined) {");
        line("    use(error.%s);", operation.isOpenAi() ? "error.message" : "code");
        line("    return;");
        line("  }");
        line("  use(response.status);");
        line("  console.log(data);");
        answers(operation);
        line("}");
        line("");
    }

    /** An operation may have several answers; each is looked at as what it is. */
    private void answers(ApiOperation operation) {
        for (Map.Entry<String, JsonNode> response :
                operation.declaration().path("responses").properties()) {
            JsonNode schema =
                    response.getValue().path("content").path("application/json").path("schema");
            if (response.getKey().startsWith("2") && !schema.isMissingNode() && !isAny(schema)) {
                line(
                        "  const answer%1$s = data as paths['%2$s']['%3$s']['responses'][%1$s]['content']['application/json'];",
                        response.getKey(), operation.path(), operation.method().toLowerCase(Locale.ROOT));
                members("answer" + response.getKey(), schema);
            }
        }
    }

    private void events(List<ApiOperation> operations) {
        operations.stream()
                .map(operation -> operation
                        .declaration()
                        .at("/responses/200/content/text~1event-stream/x-item-schema/$ref")
                        .asText())
                .filter(reference -> !reference.isEmpty())
                .distinct()
                .forEach(this::event);
    }

    private void event(String reference) {
        String schema = reference.substring(reference.lastIndexOf('/') + 1);
        line("export function hear%1$s(event: components['schemas']['%1$s']): void {", schema);
        List<JsonNode> named = new ArrayList<>();
        document.at(reference.substring(1)).path("oneOf").forEach(alternative -> {
            if (alternative.at("/properties/event").has("const")) {
                named.add(alternative);
            }
        });
        if (named.isEmpty()) {
            line("  use(event.data);");
        } else {
            line("  switch (event.event) {");
            for (JsonNode alternative : named) {
                line("    case '%s':", alternative.at("/properties/event/const").asText());
                members("event.data", alternative.at("/properties/data"));
                line("      break;");
            }
            line("  }");
        }
        line("}");
        line("");
    }

    private void members(String value, JsonNode schema) {
        line("  use(%s);", value);
        JsonNode resolved = resolved(schema);
        for (JsonNode required : resolved.path("required")) {
            if (!isAny(resolved.path("properties").path(required.asText()))) {
                line("  use(%s.%s);", value, required.asText());
            }
        }
    }

    /** What may be any JSON has no type to look at. */
    private boolean isAny(JsonNode schema) {
        JsonNode resolved = resolved(schema);
        return !resolved.has("type")
                && !resolved.has("enum")
                && !resolved.has("const")
                && (resolved.path("anyOf").isMissingNode()
                        || isAny(resolved.path("anyOf").path(0)))
                && resolved.path("oneOf").isMissingNode();
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private void line(String format, Object... arguments) {
        program.append(format.formatted(arguments)).append('\n');
    }
}
