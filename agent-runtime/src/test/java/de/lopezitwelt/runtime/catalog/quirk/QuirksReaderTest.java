package de.lopezitwelt.runtime.catalog.quirk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.lopezitwelt.runtime.catalog.CatalogSnapshot;
import de.lopezitwelt.runtime.catalog.CatalogSource;
import de.lopezitwelt.runtime.catalog.InvalidCatalog;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the catalog may say of quirks, and what it is refused for. */
class QuirksReaderTest {

    @TempDir
    Path directory;

    private CatalogSnapshot load(String ofProvider, String ofModel) throws IOException {
        Path file = Files.writeString(
                directory.resolve("models.yaml"), """
                providers:
                  p:
                    base_url: https://models.example.com/v1
                %smodels:
                  - name: m
                    provider: p
                    context_window: 8192
                    max_output_tokens: 1024
                %s""".formatted(ofProvider.indent(4), ofModel.indent(4)));
        return ModelCatalog.load(CatalogSource.file(file, Map.of("TOKEN", "very secret", "UMLAUT", "schlüssel")::get))
                .snapshot();
    }

    private InvalidCatalog refused(String ofProvider, String ofModel) {
        return catchThrowableOfType(InvalidCatalog.class, () -> load(ofProvider, ofModel));
    }

    @Test
    void absentMeansTheUsual() throws IOException {
        CatalogSnapshot catalog = load("", "");

        assertThat(catalog.provider("p").orElseThrow().quirks()).isEqualTo(Quirks.NONE);
        assertThat(catalog.model("m").orElseThrow().quirks()).isEqualTo(Quirks.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stream_options: maybe | stream_options: must be true or false, not \"maybe\"",
                "system_messages: two | system_messages: must be one of many, one, none, not \"two\"",
                "alternating_turns: 1 | alternating_turns: must be true or false, not \"1\"",
                "short_call_ids: nine | short_call_ids: must be true or false, not \"nine\"",
                "token_limit_field: max | token_limit_field: must be one of max_tokens, max_completion_tokens, not \"max\"",
                "headers: x | headers: must be an object",
                "headers: {'a b': x} | headers.a b: is not the name of a header",
                "headers: {Host: x} | headers.Host: is set by the platform",
                "headers: {x-a: [1]} | headers.x-a: must be a text",
                "headers: {x-a: {env: NOT_SET}} | headers.x-a.env: this variable is not set",
                "headers: {x-a: {file: none}} | headers.x-a.file: cannot be read",
                "headers: {x-a: {env: UMLAUT}} | headers.x-a: must be at most 4096 printable ASCII characters",
                "headers: {x-a: \"a\\r\\nb: c\"} | headers.x-a: must be at most 4096 printable ASCII characters",
                "query: [a] | query: must be an object",
                "query: {a: {b: c}} | query.a.b: is not a known key",
                "extra_body: 7 | extra_body: must be an object",
                "quirks: {} | quirks: is not a known key",
                "no_stream_options: true | no_stream_options: is not a known key",
            })
    void aWrongValueIsRefusedWithItsKey(String entry, String problem) {
        assertThat(refused(entry, "").problems()).contains("providers.p." + problem);
        assertThat(refused("", entry).problems()).contains("models[0]." + problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Host",
                "content-length",
                "Content-Type",
                "Connection",
                "keep-alive",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Proxy-Authorization",
                "Accept-Encoding",
                "traceparent"
            })
    void headersOfTheConnectionAreRefused(String name) {
        assertThat(refused("headers: {" + name + ": x}", "").getMessage()).contains("headers." + name + ": is set by");
        assertThat(refused("", "headers: {" + name + ": x}").getMessage()).contains("headers." + name + ": is set by");
    }

    @Test
    void theHeaderOfTheKeyIsForTheKeyOnly() {
        assertThat(refused("key_header: api-key\nheaders: {Api-Key: x}", "").problems())
                .containsExactly("providers.p.headers.Api-Key: is set by api_key");
        assertThat(refused("protocol: anthropic", "headers: {x-api-key: x}").problems())
                .containsExactly("models[0].headers.x-api-key: is set by api_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "a b", "Transfer-Encoding"})
    void aHeaderThatCannotCarryAKeyIsRefused(String name) {
        assertThat(refused("key_header: " + name, "").problems())
                .containsExactly("providers.p.key_header: must be a header that may carry a key, not \"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model",
                "messages",
                "system",
                "stream",
                "stream_options",
                "tools",
                "tool_choice",
                "response_format",
                "n",
                "max_tokens",
                "max_completion_tokens"
            })
    void theExtraBodyMayNotSetWhatThePlatformSets(String field) {
        assertThat(refused("extra_body: {" + field + ": 1}", "").problems())
                .containsExactly("providers.p.extra_body." + field + ": is set by the platform");
        assertThat(refused("", "extra_body: {" + field + ": null}").problems())
                .containsExactly("models[0].extra_body." + field + ": is set by the platform");
    }

    @Test
    void aModelMayPassOtherWishesOnThanItsProvider() throws IOException {
        CatalogSnapshot catalog = load(
                "passes: [verbosity, service_tier]\nreasoning: reasoning_effort\nprompt_caching: true",
                "passes: [logit_bias]\nreasoning: none");

        Quirks provider = catalog.provider("p").orElseThrow().quirks();
        Quirks model = catalog.model("m").orElseThrow().quirks();
        assertThat(provider.passes()).containsExactlyInAnyOrder(Passed.VERBOSITY, Passed.SERVICE_TIER);
        assertThat(provider.reasoning()).isEqualTo(ReasoningForm.REASONING_EFFORT);
        assertThat(model.passes()).containsExactly(Passed.LOGIT_BIAS);
        assertThat(model.reasoning()).isEqualTo(ReasoningForm.NONE);
        assertThat(model.promptCaching()).isTrue();
        assertThat(refused("passes: [money]", "").problems())
                .containsExactly("providers.p.passes[0]: must be one of verbosity, service_tier, logit_bias,"
                        + " extra_body, extra_headers");
    }

    @Test
    void valuesAreNeverPrinted() throws IOException {
        CatalogSnapshot catalog = load("headers: {x-a: {env: TOKEN}, x-b: literal}\nquery: {q: {env: TOKEN}}", "");

        assertThat(catalog.providers().toString()).contains("x-a", "***").doesNotContain("very secret", "literal");
        assertThat(catalog.models().toString()).doesNotContain("very secret", "literal");
    }

    @Test
    void aModelTakesItsProvidersCurrencyUnlessItNamesItsOwn() throws IOException {
        assertThat(load("currency: USD", "").model("m").orElseThrow().price().currency())
                .isEqualTo("USD");
        assertThat(load("currency: USD", "currency: CHF")
                        .model("m")
                        .orElseThrow()
                        .price()
                        .currency())
                .isEqualTo("CHF");
        assertThat(refused("currency: Euro", "").problems())
                .containsExactly("providers.p.currency: must be an ISO 4217 code");
    }
}
