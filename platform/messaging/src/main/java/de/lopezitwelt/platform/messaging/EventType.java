package de.lopezitwelt.platform.messaging;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the CloudEvents type and the topic of an event record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {
    /** CloudEvents type with its version, such as {@code de.lopezitwelt.session.started.v1}. */
    String value();

    /** Topic without an installation's prefix. */
    String topic();
}
