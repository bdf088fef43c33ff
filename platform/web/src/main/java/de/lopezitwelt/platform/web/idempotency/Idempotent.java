package de.lopezitwelt.platform.web.idempotency;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource method that creates something: honours the {@code Idempotency-Key} header. The method's service must
 * record its {@link Outcome} through {@link Idempotency} in the transaction that creates.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {
    @Nonbinding
    Replay replay() default Replay.ANSWER;

    /** Who answers a repeated request. */
    enum Replay {
        /** The stored status, location and body. The method returns {@code Uni<Response>}. */
        ANSWER,
        /** The resource itself, which finds the first outcome in {@link IdempotentRequest#earlier()}. */
        RESOURCE,
        /**
         * The commit: the method takes {@link IdempotentRequest#key()} into a group commit, which looks it up under its
         * own locks, records it and answers the repetition. Nothing is read beforehand; any return type.
         */
        COMMIT
    }
}
