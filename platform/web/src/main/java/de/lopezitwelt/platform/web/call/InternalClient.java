package de.lopezitwelt.platform.web.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.trace.RequestTrace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** Reads of other services under {@code /internal}, with this service's own credentials. */
@ApplicationScoped
public class InternalClient {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final HttpCalls http;
    private final ServiceTokens tokens;
    private final ServiceAddresses addresses;
    private final ObjectMapper json;
    private final RequestTrace trace;

    InternalClient(
            HttpCalls http, ServiceTokens tokens, ServiceAddresses addresses, ObjectMapper json, RequestTrace trace) {
        this.http = http;
        this.tokens = tokens;
        this.addresses = addresses;
        this.json = json;
        this.trace = trace;
    }

    /**
     * The answer as a record of the contract; a null item for 404. Fields that the record does not name are ignored: the
     * other service may be newer. Fails with 503 ({@link ProblemException}) when the service is away or answers anything
     * else.
     *
     * @param service as in {@code lopez.services.<service>}
     * @param path with query, starting with {@code /internal/}
     */
    public <T> Uni<@Nullable T> get(String service, String path, Class<T> type) {
        return call(service, path, null, type);
    }

    /** As {@link #get}, sending a body. Only for calls that may be repeated. */
    public <T> Uni<@Nullable T> post(String service, String path, Object body, Class<T> type) {
        return call(service, path, body, type);
    }

    private <T> Uni<@Nullable T> call(String service, String path, @Nullable Object body, Class<T> type) {
        String url = addresses.of(service) + path;
        return attempt(url, body)
                .chain(answer -> {
                    if (answer.status() != 401) {
                        return Uni.createFrom().item(answer);
                    }
                    tokens.forget();
                    return attempt(url, body);
                })
                .onFailure(failure -> !(failure instanceof ProblemException))
                .transform(away -> unavailable(service))
                .map(answer -> read(service, answer, type));
    }

    private Uni<HttpCalls.Answer> attempt(String url, @Nullable Object body) {
        return tokens.token().chain(token -> {
            var headers = new HashMap<String, String>();
            headers.put("Authorization", "Bearer " + token);
            headers.put("Accept", "application/json");
            String traceparent = trace.current();
            if (traceparent != null) {
                headers.put(RequestTrace.HEADER, traceparent);
            }
            return body == null ? http.get(url, headers) : http.post(url, headers, "application/json", write(body));
        });
    }

    private <T> @Nullable T read(String service, HttpCalls.Answer answer, Class<T> type) {
        if (answer.status() == 404) {
            return null;
        }
        if (answer.status() / 100 != 2) {
            throw unavailable(service);
        }
        try {
            return json.readerFor(type)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(answer.body());
        } catch (IOException garbage) {
            throw unavailable(service);
        }
    }

    private byte[] write(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static ProblemException unavailable(String service) {
        return ProblemException.unavailable("The " + service + " service does not answer", RETRY_AFTER);
    }
}
