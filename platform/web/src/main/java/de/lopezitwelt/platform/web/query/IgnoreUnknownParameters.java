package de.lopezitwelt.platform.web.query;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource that speaks the protocol of others, whose clients may send query parameters that mean nothing here. Everything
 * else refuses them, see {@link UnknownParameters}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface IgnoreUnknownParameters {}
