package de.lopezitwelt.chat;

import static de.lopezitwelt.platform.testing.config.ConfigMappings.defaults;
import static de.lopezitwelt.platform.testing.config.ConfigMappings.full;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.attachment.config.AttachmentConfig;
import de.lopezitwelt.chat.attachment.config.AttachmentContentConfig;
import de.lopezitwelt.chat.attachment.config.S3Config;
import de.lopezitwelt.chat.budget.BudgetConfig;
import de.lopezitwelt.chat.connection.ToolSignInConfig;
import de.lopezitwelt.chat.delivery.StreamConfig;
import de.lopezitwelt.chat.openai.embedding.EmbeddingConfig;
import de.lopezitwelt.chat.openai.resent.ResentConfig;
import de.lopezitwelt.chat.replica.ReplicaConfig;
import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.retention.RetentionConfig;
import de.lopezitwelt.chat.search.index.SearchConfig;
import de.lopezitwelt.chat.title.TitleConfig;
import de.lopezitwelt.chat.transfer.importing.ImportConfig;
import de.lopezitwelt.chat.trial.TryConfig;
import de.lopezitwelt.chat.turn.commit.TurnConfig;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Defaults and keys of the configuration, by feature. */
class ConfigTest {
    @Test
    void retention() {
        assertThat(defaults(RetentionConfig.class, Map.of()))
                .returns(OptionalInt.empty(), RetentionConfig::keepDays)
                .returns(Duration.ofHours(1), RetentionConfig::every)
                .returns(100, RetentionConfig::batch)
                .returns(1, RetentionConfig::partitionYears);
        assertThat(full(
                        RetentionConfig.class,
                        Map.of("keep-days", "3", "every", "4s", "batch", "5", "partition-years", "6")))
                .returns(OptionalInt.of(3), RetentionConfig::keepDays)
                .returns(Duration.ofSeconds(4), RetentionConfig::every)
                .returns(5, RetentionConfig::batch)
                .returns(6, RetentionConfig::partitionYears);
    }

    @Test
    void toolSignIns() {
        assertThat(defaults(ToolSignInConfig.class, Map.of()))
                .returns(Optional.empty(), ToolSignInConfig::redirectUri)
                .returns(Optional.empty(), ToolSignInConfig::keysetFile)
                .returns(Duration.ofSeconds(5), ToolSignInConfig::keysetReload)
                .returns(Duration.ofMinutes(10), ToolSignInConfig::signInLife);
        assertThat(full(
                        ToolSignInConfig.class,
                        Map.of(
                                "redirect-uri",
                                "https://own-89",
                                "keyset-file",
                                "own-90",
                                "keyset-reload",
                                "91s",
                                "sign-in-life",
                                "92s")))
                .returns(Optional.of(URI.create("https://own-89")), ToolSignInConfig::redirectUri)
                .returns(Optional.of(Path.of("own-90")), ToolSignInConfig::keysetFile)
                .returns(Duration.ofSeconds(91), ToolSignInConfig::keysetReload)
                .returns(Duration.ofSeconds(92), ToolSignInConfig::signInLife);
    }

    @Test
    void streams() {
        assertThat(defaults(StreamConfig.class, Map.of()))
                .returns(10, StreamConfig::perUser)
                .returns(20, StreamConfig::filesPerUser)
                .returns(Duration.ofSeconds(60), StreamConfig::idle)
                .returns(Duration.ofMinutes(11), StreamConfig::maxDuration)
                .returns(Duration.ofSeconds(20), StreamConfig::commentAfter)
                .returns(Duration.ofSeconds(3), StreamConfig::lookEvery);
        assertThat(full(
                        StreamConfig.class,
                        Map.of(
                                "per-user",
                                "7",
                                "files-per-user",
                                "8",
                                "idle",
                                "9s",
                                "max-duration",
                                "10s",
                                "comment-after",
                                "11s",
                                "look-every",
                                "12s")))
                .returns(7, StreamConfig::perUser)
                .returns(8, StreamConfig::filesPerUser)
                .returns(Duration.ofSeconds(9), StreamConfig::idle)
                .returns(Duration.ofSeconds(10), StreamConfig::maxDuration)
                .returns(Duration.ofSeconds(11), StreamConfig::commentAfter)
                .returns(Duration.ofSeconds(12), StreamConfig::lookEvery);
    }

    @Test
    void turns() {
        assertThat(defaults(TurnConfig.class, Map.of("instance-url", "own-21")))
                .returns(4, TurnConfig::lanes)
                .returns(64, TurnConfig::batchSize)
                .returns(Duration.ofMillis(100), TurnConfig::overtakeAfter)
                .returns(4000, TurnConfig::queueSize)
                .returns(4, TurnConfig::retries)
                .returns(Duration.ofMillis(20), TurnConfig::retryDelay)
                .returns(Duration.ofSeconds(15), TurnConfig::patience)
                .returns(Duration.ofSeconds(6), TurnConfig::lease)
                .returns("own-21", TurnConfig::instanceUrl)
                .returns(Optional.empty(), TurnConfig::instanceId);
        assertThat(full(
                        TurnConfig.class,
                        Map.of(
                                "lanes",
                                "13",
                                "batch-size",
                                "14",
                                "overtake-after",
                                "15s",
                                "queue-size",
                                "16",
                                "retries",
                                "17",
                                "retry-delay",
                                "18s",
                                "patience",
                                "19s",
                                "lease",
                                "20s",
                                "instance-url",
                                "own-21",
                                "instance-id",
                                "own-22")))
                .returns(13, TurnConfig::lanes)
                .returns(14, TurnConfig::batchSize)
                .returns(Duration.ofSeconds(15), TurnConfig::overtakeAfter)
                .returns(16, TurnConfig::queueSize)
                .returns(17, TurnConfig::retries)
                .returns(Duration.ofSeconds(18), TurnConfig::retryDelay)
                .returns(Duration.ofSeconds(19), TurnConfig::patience)
                .returns(Duration.ofSeconds(20), TurnConfig::lease)
                .returns("own-21", TurnConfig::instanceUrl)
                .returns(Optional.of("own-22"), TurnConfig::instanceId);
    }

    @Test
    void search() {
        assertThat(defaults(SearchConfig.class, Map.of()))
                .returns(Duration.ofMinutes(10), SearchConfig::optimizeEvery)
                .returns(10, SearchConfig::optimizeRuns);
        assertThat(full(SearchConfig.class, Map.of("optimize-every", "23s", "optimize-runs", "24")))
                .returns(Duration.ofSeconds(23), SearchConfig::optimizeEvery)
                .returns(24, SearchConfig::optimizeRuns);
    }

    @Test
    void titles() {
        assertThat(defaults(TitleConfig.class, Map.of()))
                .returns(Optional.empty(), TitleConfig::model)
                .returns(4, TitleConfig::concurrent)
                .returns(200, TitleConfig::waiting)
                .returns(Duration.ofSeconds(30), TitleConfig::timeout)
                .returns(64, TitleConfig::maxOutputTokens);
        assertThat(full(
                        TitleConfig.class,
                        Map.of(
                                "model",
                                "own-25",
                                "concurrent",
                                "26",
                                "waiting",
                                "27",
                                "timeout",
                                "28s",
                                "max-output-tokens",
                                "29")))
                .returns(Optional.of("own-25"), TitleConfig::model)
                .returns(26, TitleConfig::concurrent)
                .returns(27, TitleConfig::waiting)
                .returns(Duration.ofSeconds(28), TitleConfig::timeout)
                .returns(29, TitleConfig::maxOutputTokens);
    }

    @Test
    void replies() {
        assertThat(defaults(ReplyConfig.class, Map.of()))
                .returns(1_048_576, ReplyConfig::maxMessageBytes)
                .returns(1_048_576, ReplyConfig::maxReplyLength)
                .returns(OptionalLong.empty(), ReplyConfig::maxTotalLength)
                .returns(Duration.ofMinutes(10), ReplyConfig::maxDuration)
                .returns(Duration.ofSeconds(60), ReplyConfig::idle)
                .returns(Duration.ofSeconds(30), ReplyConfig::linger)
                .returns(Duration.ofSeconds(1), ReplyConfig::checkpointEvery)
                .returns(Duration.ofSeconds(1), ReplyConfig::recoverEvery)
                .returns(Duration.ofSeconds(60), ReplyConfig::queueTime)
                .returns(20, ReplyConfig::queueLength)
                .returns(200, ReplyConfig::historyMessages)
                .returns(200, ReplyConfig::maxBranches)
                .returns(Duration.ofDays(7), ReplyConfig::keep);
        assertThat(full(
                        ReplyConfig.class,
                        Map.ofEntries(
                                entry("max-message-bytes", "30"),
                                entry("max-reply-length", "31"),
                                entry("max-total-length", "32"),
                                entry("max-duration", "33s"),
                                entry("idle", "34s"),
                                entry("linger", "35s"),
                                entry("checkpoint-every", "36s"),
                                entry("recover-every", "37s"),
                                entry("queue-time", "137s"),
                                entry("queue-length", "138"),
                                entry("history-messages", "38"),
                                entry("max-branches", "39"),
                                entry("keep", "40s"))))
                .returns(30, ReplyConfig::maxMessageBytes)
                .returns(31, ReplyConfig::maxReplyLength)
                .returns(OptionalLong.of(32), ReplyConfig::maxTotalLength)
                .returns(Duration.ofSeconds(33), ReplyConfig::maxDuration)
                .returns(Duration.ofSeconds(34), ReplyConfig::idle)
                .returns(Duration.ofSeconds(35), ReplyConfig::linger)
                .returns(Duration.ofSeconds(36), ReplyConfig::checkpointEvery)
                .returns(Duration.ofSeconds(37), ReplyConfig::recoverEvery)
                .returns(Duration.ofSeconds(137), ReplyConfig::queueTime)
                .returns(138, ReplyConfig::queueLength)
                .returns(38, ReplyConfig::historyMessages)
                .returns(39, ReplyConfig::maxBranches)
                .returns(Duration.ofSeconds(40), ReplyConfig::keep);
    }

    @Test
    void replicas() {
        assertThat(defaults(ReplicaConfig.class, Map.of()))
                .returns(Duration.ofMillis(400), ReplicaConfig::remember)
                .returns(Duration.ofMinutes(10), ReplicaConfig::rememberVersions)
                .returns(20_000, ReplicaConfig::size);
        assertThat(full(ReplicaConfig.class, Map.of("remember", "41s", "remember-versions", "42s", "size", "43")))
                .returns(Duration.ofSeconds(41), ReplicaConfig::remember)
                .returns(Duration.ofSeconds(42), ReplicaConfig::rememberVersions)
                .returns(43, ReplicaConfig::size);
    }

    @Test
    void imports() {
        assertThat(defaults(ImportConfig.class, Map.of()))
                .returns(1000, ImportConfig::maxSessions)
                .returns(10_000, ImportConfig::maxMessages);
        assertThat(full(ImportConfig.class, Map.of("max-sessions", "44", "max-messages", "45")))
                .returns(44, ImportConfig::maxSessions)
                .returns(45, ImportConfig::maxMessages);
    }

    @Test
    void trials() {
        assertThat(defaults(TryConfig.class, Map.of()))
                .returns(2, TryConfig::concurrent)
                .returns(Duration.ofMinutes(2), TryConfig::maxDuration);
        assertThat(full(TryConfig.class, Map.of("concurrent", "46", "max-duration", "47s")))
                .returns(46, TryConfig::concurrent)
                .returns(Duration.ofSeconds(47), TryConfig::maxDuration);
    }

    @Test
    void embeddings() {
        assertThat(defaults(EmbeddingConfig.class, Map.of()))
                .returns(4, EmbeddingConfig::concurrent)
                .returns(2048, EmbeddingConfig::maxInputs)
                .returns(Duration.ofMinutes(2), EmbeddingConfig::maxDuration);
        assertThat(full(EmbeddingConfig.class, Map.of("concurrent", "46", "max-inputs", "47", "max-duration", "48s")))
                .returns(46, EmbeddingConfig::concurrent)
                .returns(47, EmbeddingConfig::maxInputs)
                .returns(Duration.ofSeconds(48), EmbeddingConfig::maxDuration);
    }

    @Test
    void resentConversations() {
        assertThat(defaults(ResentConfig.class, Map.of())).returns(true, ResentConfig::goOn);
        assertThat(full(ResentConfig.class, Map.of("go-on", "false"))).returns(false, ResentConfig::goOn);
    }

    @Test
    void attachments() {
        AttachmentConfig usual = defaults(AttachmentConfig.class, Map.of());
        assertThat(usual)
                .returns(AttachmentConfig.Storage.MYSQL, AttachmentConfig::storage)
                .returns(size(10_485_760L), AttachmentConfig::maxBytes)
                .returns(10, AttachmentConfig::perMessage)
                .returns(1000, AttachmentConfig::perUser)
                .returns(size(1_073_741_824L), AttachmentConfig::bytesPerUser)
                .returns(size(8_388_608L), AttachmentConfig::promptImageBytes)
                .returns(1_000_000, AttachmentConfig::promptTextLength)
                .returns(Optional.empty(), AttachmentConfig::promptBytesTogether)
                .returns(Duration.ofHours(24), AttachmentConfig::unusedAfter)
                .returns(Duration.ofMinutes(1), AttachmentConfig::sweepEvery);
        assertThat(usual.content())
                .returns(200_000, AttachmentContentConfig::maxTextLength)
                .returns(size(5_242_880L), AttachmentContentConfig::maxImageBytes)
                .returns(500, AttachmentContentConfig::pdfPages)
                .returns(Duration.ofSeconds(15), AttachmentContentConfig::pdfTime)
                .returns(Duration.ofSeconds(5), AttachmentContentConfig::pdfGrace)
                .returns(size(134_217_728L), AttachmentContentConfig::pdfMemory)
                .returns(2, AttachmentContentConfig::readers)
                .returns(16, AttachmentContentConfig::waiting);
        assertThat(usual.s3())
                .returns(Optional.empty(), S3Config::endpoint)
                .returns(Optional.empty(), S3Config::bucket)
                .returns("us-east-1", S3Config::region)
                .returns(Optional.empty(), S3Config::accessKey)
                .returns(Optional.empty(), S3Config::secretKey)
                .returns(true, S3Config::pathStyle)
                .returns("attachments/", S3Config::prefix)
                .returns(Duration.ofSeconds(30), S3Config::timeout)
                .returns(8, S3Config::concurrency);

        AttachmentConfig own = full(
                AttachmentConfig.class,
                Map.ofEntries(
                        entry("storage", "s3"),
                        entry("max-bytes", "49K"),
                        entry("per-message", "50"),
                        entry("per-user", "51"),
                        entry("bytes-per-user", "52K"),
                        entry("prompt-image-bytes", "53K"),
                        entry("prompt-text-length", "54"),
                        entry("prompt-bytes-together", "55K"),
                        entry("unused-after", "56s"),
                        entry("sweep-every", "57s"),
                        entry("content.max-text-length", "58"),
                        entry("content.max-image-bytes", "59K"),
                        entry("content.pdf-pages", "60"),
                        entry("content.pdf-time", "61s"),
                        entry("content.pdf-grace", "62s"),
                        entry("content.pdf-memory", "63K"),
                        entry("content.readers", "64"),
                        entry("content.waiting", "65"),
                        entry("s3.endpoint", "http://own-66"),
                        entry("s3.bucket", "own-67"),
                        entry("s3.region", "own-68"),
                        entry("s3.access-key", "own-69"),
                        entry("s3.secret-key", "own-70"),
                        entry("s3.path-style", "false"),
                        entry("s3.prefix", "own-72"),
                        entry("s3.timeout", "73s"),
                        entry("s3.concurrency", "74")));
        assertThat(own)
                .returns(AttachmentConfig.Storage.S3, AttachmentConfig::storage)
                .returns(size(50_176L), AttachmentConfig::maxBytes)
                .returns(50, AttachmentConfig::perMessage)
                .returns(51, AttachmentConfig::perUser)
                .returns(size(53_248L), AttachmentConfig::bytesPerUser)
                .returns(size(54_272L), AttachmentConfig::promptImageBytes)
                .returns(54, AttachmentConfig::promptTextLength)
                .returns(Optional.of(size(56_320L)), AttachmentConfig::promptBytesTogether)
                .returns(Duration.ofSeconds(56), AttachmentConfig::unusedAfter)
                .returns(Duration.ofSeconds(57), AttachmentConfig::sweepEvery);
        assertThat(own.content())
                .returns(58, AttachmentContentConfig::maxTextLength)
                .returns(size(60_416L), AttachmentContentConfig::maxImageBytes)
                .returns(60, AttachmentContentConfig::pdfPages)
                .returns(Duration.ofSeconds(61), AttachmentContentConfig::pdfTime)
                .returns(Duration.ofSeconds(62), AttachmentContentConfig::pdfGrace)
                .returns(size(64_512L), AttachmentContentConfig::pdfMemory)
                .returns(64, AttachmentContentConfig::readers)
                .returns(65, AttachmentContentConfig::waiting);
        assertThat(own.s3())
                .returns(Optional.of(URI.create("http://own-66")), S3Config::endpoint)
                .returns(Optional.of("own-67"), S3Config::bucket)
                .returns("own-68", S3Config::region)
                .returns(Optional.of("own-69"), S3Config::accessKey)
                .returns(Optional.of("own-70"), S3Config::secretKey)
                .returns(false, S3Config::pathStyle)
                .returns("own-72", S3Config::prefix)
                .returns(Duration.ofSeconds(73), S3Config::timeout)
                .returns(74, S3Config::concurrency);
    }

    @Test
    void budgets() {
        BudgetConfig usual = defaults(BudgetConfig.class, Map.of());
        assertThat(usual)
                .returns("EUR", BudgetConfig::currency)
                .returns(Map.of(), BudgetConfig::rates)
                .returns(5L, BudgetConfig::concurrentReplies);
        assertThat(usual.user())
                .returns(Optional.empty(), BudgetConfig.Limits::messagesPerDay)
                .returns(Optional.empty(), BudgetConfig.Limits::tokensPerMonth)
                .returns(Optional.empty(), BudgetConfig.Limits::costPerMonth);
        assertThat(usual.apiKey())
                .returns(Optional.empty(), BudgetConfig.Limits::messagesPerDay)
                .returns(Optional.empty(), BudgetConfig.Limits::tokensPerMonth)
                .returns(Optional.empty(), BudgetConfig.Limits::costPerMonth);
        assertThat(usual.organization())
                .returns(Optional.empty(), BudgetConfig.Limits::messagesPerDay)
                .returns(Optional.empty(), BudgetConfig.Limits::tokensPerMonth)
                .returns(Optional.empty(), BudgetConfig.Limits::costPerMonth);
        assertThat(usual.enterpriseAgent())
                .returns(Optional.empty(), BudgetConfig.Limits::messagesPerDay)
                .returns(Optional.empty(), BudgetConfig.Limits::tokensPerMonth)
                .returns(Optional.empty(), BudgetConfig.Limits::costPerMonth);

        BudgetConfig own = full(
                BudgetConfig.class,
                Map.ofEntries(
                        entry("currency", "own-75"),
                        entry("rates.\"JPY\".rate", "0.0061"),
                        entry("rates.\"JPY\".date", "2026-11-01"),
                        entry("concurrent-replies", "76"),
                        entry("user.messages-per-day", "77"),
                        entry("user.tokens-per-month", "78"),
                        entry("user.cost-per-month", "79.5"),
                        entry("api-key.messages-per-day", "80"),
                        entry("api-key.tokens-per-month", "81"),
                        entry("api-key.cost-per-month", "82.5"),
                        entry("organization.messages-per-day", "83"),
                        entry("organization.tokens-per-month", "84"),
                        entry("organization.cost-per-month", "85.5"),
                        entry("enterprise-agent.messages-per-day", "86"),
                        entry("enterprise-agent.tokens-per-month", "87"),
                        entry("enterprise-agent.cost-per-month", "88.5")));
        assertThat(own).returns("own-75", BudgetConfig::currency).returns(76L, BudgetConfig::concurrentReplies);
        assertThat(own.rates().get("JPY"))
                .returns(new BigDecimal("0.0061"), BudgetConfig.Rate::rate)
                .returns(LocalDate.of(2026, 11, 1), BudgetConfig.Rate::date);
        assertThat(own.user())
                .returns(Optional.of(77L), BudgetConfig.Limits::messagesPerDay)
                .returns(Optional.of(78L), BudgetConfig.Limits::tokensPerMonth)
                .returns(Optional.of(new BigDecimal("79.5")), BudgetConfig.Limits::costPerMonth);
        assertThat(own.apiKey())
                .returns(Optional.of(80L), BudgetConfig.Limits::messagesPerDay)
                .returns(Optional.of(81L), BudgetConfig.Limits::tokensPerMonth)
                .returns(Optional.of(new BigDecimal("82.5")), BudgetConfig.Limits::costPerMonth);
        assertThat(own.organization())
                .returns(Optional.of(83L), BudgetConfig.Limits::messagesPerDay)
                .returns(Optional.of(84L), BudgetConfig.Limits::tokensPerMonth)
                .returns(Optional.of(new BigDecimal("85.5")), BudgetConfig.Limits::costPerMonth);
        assertThat(own.enterpriseAgent())
                .returns(Optional.of(86L), BudgetConfig.Limits::messagesPerDay)
                .returns(Optional.of(87L), BudgetConfig.Limits::tokensPerMonth)
                .returns(Optional.of(new BigDecimal("88.5")), BudgetConfig.Limits::costPerMonth);
    }

    private static MemorySize size(long bytes) {
        return new MemorySize(BigInteger.valueOf(bytes));
    }
}
