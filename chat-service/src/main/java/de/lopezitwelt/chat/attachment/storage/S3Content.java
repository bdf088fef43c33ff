package de.lopezitwelt.chat.attachment.storage;

import de.lopezitwelt.chat.attachment.config.AttachmentConfig;
import de.lopezitwelt.chat.attachment.config.S3Config;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Stores files as objects of a bucket, for installations with more files than a database should hold. */
@ApplicationScoped
class S3Content implements ContentStore {
    private static final String NAME = "s3";
    private static final long PIECE = 1024 * 1024;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final S3Config config;
    private final boolean chosen;
    private final DoomedContentRepository doomed;
    private final WorkerExecutor workers;
    private @Nullable S3Client client;

    S3Content(AttachmentConfig attachments, DoomedContentRepository doomed, Vertx vertx) {
        this.config = attachments.s3();
        this.chosen = attachments.storage() == AttachmentConfig.Storage.S3;
        this.doomed = doomed;
        this.workers = vertx.createSharedWorkerExecutor("attachments-s3", config.concurrency());
    }

    /** Ends the start on incomplete settings, because all uploads would fail. */
    void check(@Observes StartupEvent event) {
        if (chosen) {
            requireComplete(config);
        }
    }

    static void requireComplete(S3Config config) {
        List<String> missing = new ArrayList<>();
        require(config.endpoint(), "endpoint", missing);
        require(config.bucket(), "bucket", missing);
        require(config.accessKey(), "access-key", missing);
        require(config.secretKey(), "secret-key", missing);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("lopez.chat.attachment.storage=s3 needs " + String.join(", ", missing));
        }
    }

    private static void require(Optional<?> value, String key, List<String> missing) {
        if (value.isEmpty()) {
            missing.add("lopez.chat.attachment.s3." + key);
        }
    }

    @PreDestroy
    synchronized void stop() {
        workers.close();
        if (client != null) {
            client.close();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Uni<Void> prepare(String id, byte[] content) {
        return doomed.doom(id)
                .chain(() -> call(s3 -> s3.putObject(
                        put -> put.bucket(bucket())
                                .key(key(id))
                                .contentType("application/octet-stream")
                                .contentLength((long) content.length),
                        RequestBody.fromBytes(content))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> store(SqlConnection transaction, String id, byte[] content) {
        return doomed.spare(transaction, id)
                .invoke(spared -> {
                    if (!spared) {
                        throw ProblemException.unavailable("Storing the file took too long", RETRY_AFTER);
                    }
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> delete(String id) {
        return call(s3 -> s3.deleteObject(delete -> delete.bucket(bucket()).key(key(id))))
                .replaceWithVoid();
    }

    @Override
    public Multi<byte[]> read(String id) {
        AtomicLong next = new AtomicLong();
        return Multi.createBy()
                .repeating()
                .uni(() -> piece(id, next.getAndAdd(PIECE)))
                .whilst(piece -> !piece.last())
                .map(Piece::bytes);
    }

    private record Piece(byte[] bytes, boolean last) {}

    private Uni<Piece> piece(String id, long from) {
        return call(s3 -> {
            var answer = s3.getObjectAsBytes(
                    get -> get.bucket(bucket()).key(key(id)).range("bytes=" + from + "-" + (from + PIECE - 1)));
            byte[] bytes = answer.asByteArray();
            return new Piece(
                    bytes, from + bytes.length >= sizeOf(answer.response().contentRange(), bytes.length));
        });
    }

    /** {@code bytes 0-99/1234} (RFC 9110 §14.4); a server that knows no ranges has sent all of it. */
    private static long sizeOf(@Nullable String range, long sent) {
        return range == null ? sent : Long.parseLong(range.substring(range.indexOf('/') + 1));
    }

    private <T> Uni<T> call(Function<S3Client, T> work) {
        return Uni.createFrom()
                .completionStage(() -> workers.executeBlocking(() -> work.apply(client()), false)
                        .toCompletionStage())
                .onFailure(SdkException.class)
                .transform(failure ->
                        new IllegalStateException("the storage of files does not answer as it should", failure));
    }

    /** Made when first needed: it costs memory, and most installations store files in MySQL. */
    private synchronized S3Client client() {
        if (client == null) {
            requireComplete(config);
            client = S3Client.builder()
                    .endpointOverride(config.endpoint().orElseThrow())
                    .region(Region.of(config.region()))
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                            config.accessKey().orElseThrow(), config.secretKey().orElseThrow())))
                    .forcePathStyle(config.pathStyle())
                    .serviceConfiguration(S3Configuration.builder()
                            .chunkedEncodingEnabled(false)
                            .build())
                    // a feature that only Amazon's own servers are sure to have
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .httpClient(UrlConnectionHttpClient.builder()
                            .connectionTimeout(Duration.ofSeconds(5))
                            .socketTimeout(config.timeout())
                            .build())
                    .overrideConfiguration(calls -> calls.apiCallTimeout(config.timeout()))
                    .build();
        }
        return client;
    }

    private String bucket() {
        return config.bucket().orElseThrow();
    }

    private String key(String id) {
        return config.prefix() + id;
    }
}
