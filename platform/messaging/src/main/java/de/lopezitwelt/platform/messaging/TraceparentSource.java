package de.lopezitwelt.platform.messaging;

import org.jspecify.annotations.Nullable;

/** Supplies the W3C Trace Context of the current work. A module that knows the tracer declares one such bean. */
@FunctionalInterface
public interface TraceparentSource {
    @Nullable
    String current();
}
