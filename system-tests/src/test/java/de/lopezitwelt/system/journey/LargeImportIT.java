package de.lopezitwelt.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** An export of ChatGPT of 50 MB, which the packaged chat-service takes in with the heap that it is shipped with. */
@EnabledIfEnvironmentVariable(named = "LOPEZ_TEST_LARGE", matches = "true")
class LargeImportIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONVERSATIONS = 250;
    private static final int MESSAGES = 10;
    private static final int CHARACTERS = 20_000;
    private static final int BEFORE_THE_BREAK = 20;

    @TempDir
    Path directory;

    private final Platform platform = Platform.running();
    private final Person large = Person.register(platform, "Large");

    @Test
    void fiftyMegabytesComeAlongWithProgressAndGoOnAfterABreak() throws IOException, InterruptedException {
        Path export = export();
        String agent = large.createAgent(platform, Platform.OFFLINE_MODEL);
        assertThat(Files.size(export)).isGreaterThan(50_000_000);

        try (BufferedReader lines = send(export, agent)) {
            for (int i = 0; i < BEFORE_THE_BREAK; i++) {
                assertThat(JSON.readTree(lines.readLine()).path("messages").asInt())
                        .as("a line for each conversation, while others are still to come")
                        .isEqualTo(MESSAGES);
            }
        }
        JsonNode done = JSON.missingNode();
        try (BufferedReader lines = send(export, agent)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                done = JSON.readTree(line).path("done");
            }
        }

        assertThat(done.path("known").asInt()).as("%s", done).isBetween(BEFORE_THE_BREAK, CONVERSATIONS - 1);
        assertThat(done.path("known").asInt() + done.path("imported").asInt()).isEqualTo(CONVERSATIONS);
        assertThat(done.path("refused").asInt()).isZero();
    }

    private BufferedReader send(Path export, String agent) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(platform.chat("/api/v1/imports/conversations?agent_id=" + agent)))
                .header("Authorization", "Bearer " + large.token())
                .POST(HttpRequest.BodyPublishers.ofFile(export))
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private Path export() throws IOException {
        Path file = directory.resolve("conversations.json");
        Random random = new Random(7);
        try (JsonGenerator json = JSON.createGenerator(Files.newOutputStream(file))) {
            json.writeStartArray();
            for (int i = 0; i < CONVERSATIONS; i++) {
                conversation(json, i, random);
            }
            json.writeEndArray();
        }
        return file;
    }

    private static void conversation(JsonGenerator json, int number, Random random) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", "Conversation " + number);
        json.writeNumberField("create_time", 1_716_000_000L + number);
        json.writeNumberField("update_time", 1_716_000_100L + number);
        json.writeStringField("conversation_id", "6650a1c2-0000-8001-8000-%012d".formatted(number));
        json.writeStringField("current_node", "m" + (MESSAGES - 1));
        json.writeObjectFieldStart("mapping");
        for (int i = 0; i < MESSAGES; i++) {
            message(json, number, i, random);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void message(JsonGenerator json, int number, int place, Random random) throws IOException {
        String id = "m" + place;
        json.writeObjectFieldStart(id);
        json.writeStringField("id", id);
        json.writeStringField("parent", place == 0 ? null : "m" + (place - 1));
        json.writeArrayFieldStart("children");
        if (place < MESSAGES - 1) {
            json.writeString("m" + (place + 1));
        }
        json.writeEndArray();
        json.writeObjectFieldStart("message");
        json.writeStringField("id", id);
        json.writeObjectFieldStart("author");
        json.writeStringField("role", place % 2 == 0 ? "user" : "assistant");
        json.writeEndObject();
        json.writeNumberField("create_time", 1_716_000_000L + number + place);
        json.writeObjectFieldStart("content");
        json.writeStringField("content_type", "text");
        json.writeArrayFieldStart("parts");
        json.writeString(words(random));
        json.writeEndArray();
        json.writeEndObject();
        json.writeObjectFieldStart("metadata");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String words(Random random) {
        StringBuilder text = new StringBuilder(CHARACTERS + 16);
        while (text.length() < CHARACTERS) {
            text.append(Integer.toString(random.nextInt(50_000), 36)).append(' ');
        }
        return text.toString();
    }
}
