package de.lopezitwelt.platform.web.query;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource of a foreign API, whose clients may send query parameters that mean nothing here. All other resources
 * refuse them, see {@link UnknownParameters}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface IgnoreUnknownParameters {}
