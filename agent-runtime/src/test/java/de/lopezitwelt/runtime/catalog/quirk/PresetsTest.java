package de.lopezitwelt.runtime.catalog.quirk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.lopezitwelt.runtime.catalog.CatalogSnapshot;
import de.lopezitwelt.runtime.catalog.CatalogSource;
import de.lopezitwelt.runtime.catalog.InvalidCatalog;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import de.lopezitwelt.runtime.catalog.ProviderDefinition;
import de.lopezitwelt.runtime.catalog.ProviderDefinition.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Presets, and the examples of the documentation. */
class PresetsTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final String MODEL =
            "models: [{name: m, provider: p, context_window: 8192, max_output_tokens: 1024}]\n";
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    private CatalogSnapshot load(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("models.yaml"), yaml);
        Files.writeString(directory.resolve("main.key"), "sk-main");
        return ModelCatalog.load(CatalogSource.file(file, name -> "key-of-" + name))
                .snapshot();
    }

    private ProviderDefinition provider(String entry) throws IOException {
        return load("providers: {p: {" + entry + "}}\n" + MODEL).provider("p").orElseThrow();
    }

    @Test
    void theCommonServersHaveOne() {
        assertThat(new Presets().names())
                .containsExactly(
                        "openai",
                        "azure",
                        "anthropic",
                        "gemini",
                        "mistral",
                        "deepseek",
                        "groq",
                        "openrouter",
                        "vllm",
                        "llama.cpp",
                        "ollama",
                        "lm-studio");
    }

    @ParameterizedTest
    @CsvSource({
        "openai, OPENAI, https://api.openai.com/v1, true, MANY, false, max_completion_tokens",
        "anthropic, ANTHROPIC, https://api.anthropic.com/v1, true, MANY, false, max_tokens",
        "gemini, OPENAI, https://generativelanguage.googleapis.com/v1beta/openai, true, MANY, false, max_tokens",
        "mistral, OPENAI, https://api.mistral.ai/v1, false, MANY, true, max_tokens",
        "deepseek, OPENAI, https://api.deepseek.com/v1, true, MANY, true, max_tokens",
        "groq, OPENAI, https://api.groq.com/openai/v1, true, MANY, false, max_completion_tokens",
        "openrouter, OPENAI, https://openrouter.ai/api/v1, true, MANY, false, max_tokens",
    })
    void aPublicProviderNeedsItsPresetOnly(
            String preset,
            Protocol protocol,
            String url,
            boolean streamOptions,
            SystemMessages systemMessages,
            boolean alternating,
            String tokenLimitField)
            throws IOException {
        ProviderDefinition provider = provider("preset: " + preset);

        assertThat(provider.protocol()).isEqualTo(protocol);
        assertThat(provider.baseUrl()).hasToString(url);
        assertThat(provider.quirks().streamOptions()).isEqualTo(streamOptions);
        assertThat(provider.quirks().systemMessages()).isEqualTo(systemMessages);
        assertThat(provider.quirks().alternatingTurns()).isEqualTo(alternating);
        assertThat(provider.quirks().tokenLimitField()).isEqualTo(tokenLimitField);
    }

    @ParameterizedTest
    @ValueSource(strings = {"azure", "vllm", "llama.cpp", "ollama", "lm-studio"})
    void aServerOfOnesOwnNeedsItsAddressToo(String preset) {
        InvalidCatalog refused = catchThrowableOfType(InvalidCatalog.class, () -> provider("preset: " + preset));

        assertThat(refused.problems()).containsExactly("providers.p.base_url: is required");
    }

    @Test
    void noPresetPermitsAPrivateAddress() {
        for (String preset : new Presets().names()) {
            InvalidCatalog refused = catchThrowableOfType(
                    InvalidCatalog.class,
                    () -> provider("preset: " + preset + ", base_url: 'http://127.0.0.1:8080/v1'"));

            assertThat(refused.problems()).containsExactly("providers.p.base_url: plain http is not allowed here");
        }
    }

    @Test
    void theCatalogWinsOverThePreset() throws IOException {
        ProviderDefinition provider = provider(
                "preset: mistral, base_url: 'https://eu.example.com/v1', stream_options: true, alternating_turns: null,"
                        + " short_call_ids: false");

        assertThat(provider.baseUrl()).hasToString("https://eu.example.com/v1");
        assertThat(provider.quirks()).isEqualTo(Quirks.NONE);
    }

    @Test
    void azuresKeyGoesIntoItsHeader() throws IOException {
        assertThat(provider("preset: azure, base_url: 'https://n.openai.azure.com/openai/v1'")
                        .keyHeader())
                .isEqualTo("api-key");
    }

    @Test
    void anUnknownPresetIsRefusedByName() {
        InvalidCatalog refused = catchThrowableOfType(
                InvalidCatalog.class, () -> provider("preset: open-ai, base_url: 'https://a.example.com'"));

        assertThat(refused.problems())
                .singleElement()
                .asString()
                .startsWith("providers.p.preset: must be one of openai, azure, ")
                .endsWith(", lm-studio, not \"open-ai\"");
    }

    @Test
    void aProviderMayBeNamedAsItsPresetIs() throws IOException {
        CatalogSnapshot catalog =
                load("providers: {llama.cpp: {preset: llama.cpp, base_url: 'https://a.example.com'}}\n"
                        + MODEL.replace("provider: p", "provider: llama.cpp"));

        assertThat(catalog.model("m").orElseThrow().quirks().systemMessages()).isEqualTo(SystemMessages.ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"providers.md", "models.md"})
    void everyExampleOfThePageIsACatalog(String page) throws IOException {
        List<String> examples = examples(page);

        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            assertThat(load(example).providers()).as(example).isNotEmpty();
        }
    }

    @Test
    void thePageHasAnExampleAndARowOfEachPreset() throws IOException {
        String page = Files.readString(DOCS.resolve("providers.md"));
        String examples = String.join("\n", examples("providers.md"));

        for (String preset : new Presets().names()) {
            assertThat(examples).containsPattern("preset: " + Pattern.quote(preset) + "[,}\\n]");
            assertThat(page).contains("\n| `" + preset + "` |");
        }
    }

    private static List<String> examples(String page) throws IOException {
        return EXAMPLE.matcher(Files.readString(DOCS.resolve(page)))
                .results()
                .map(example -> example.group(1))
                .toList();
    }
}
