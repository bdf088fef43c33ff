package de.lopezitwelt.runtime.check;

/** A pattern that takes too many steps. */
final class SlowPattern extends RuntimeException {

    SlowPattern() {
        super("a pattern takes too many steps", null, false, false);
    }
}
