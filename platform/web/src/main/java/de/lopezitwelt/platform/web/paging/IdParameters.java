package de.lopezitwelt.platform.web.paging;

import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.problem.ProblemException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets resources take an {@link Id}. In a path, a text that is no id names nothing: 404, as for an id that does not exist. Anywhere
 * else it is a 400 that names the parameter.
 */
@Provider
public class IdParameters implements ParamConverterProvider {
    @Override
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> rawType, @Nullable Type genericType, Annotation @Nullable [] annotations) {
        if (rawType != Id.class) {
            return null;
        }
        Supplier<ProblemException> refusal = refusal(annotations == null ? new Annotation[0] : annotations);
        return new ParamConverter<>() {
            @Override
            public T fromString(String text) {
                try {
                    return rawType.cast(new Id(text));
                } catch (IllegalArgumentException noId) {
                    throw refusal.get();
                }
            }

            @Override
            public String toString(T id) {
                return id.toString();
            }
        };
    }

    private static Supplier<ProblemException> refusal(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .map(annotation -> switch (annotation) {
                    case PathParam path -> "";
                    case QueryParam query -> query.value();
                    case HeaderParam header -> header.value();
                    default -> "";
                })
                .filter(name -> !name.isEmpty())
                .findFirst()
                .<Supplier<ProblemException>>map(name -> () -> ProblemException.invalid(name, "must be an id"))
                .orElse(ProblemException::notFound);
    }
}
