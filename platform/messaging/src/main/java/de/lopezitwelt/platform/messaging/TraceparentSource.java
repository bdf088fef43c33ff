package de.lopezitwelt.platform.messaging;

import org.jspecify.annotations.Nullable;

/** Supplies the W3C Trace Context of the work at hand; whoever knows the tracer declares one such bean. */
@FunctionalInterface
public interface TraceparentSource {
    @Nullable
    String current();
}
