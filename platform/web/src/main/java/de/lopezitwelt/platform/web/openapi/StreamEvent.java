package de.lopezitwelt.platform.web.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a record: the data of Server-Sent Events of this name. An answer of type {@code text/event-stream} names the interface
 * that such records have in common as its schema, with all of them as {@code oneOf}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StreamEvent {
    String value();
}
