package de.lopezitwelt.platform.web.drain;

import io.smallrye.mutiny.Uni;

/** Work that an instance has begun and finishes before it stops; a bean of the feature whose work it is. */
public interface Unfinished {
    /** How many pieces are left. */
    int left();

    /** Ends the remaining work, because the patience is over. Completes when none is left or no more can be done. */
    Uni<Void> giveUp();
}
