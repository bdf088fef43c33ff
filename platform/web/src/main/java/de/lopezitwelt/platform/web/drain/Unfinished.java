package de.lopezitwelt.platform.web.drain;

import io.smallrye.mutiny.Uni;

/** Work that an instance has begun and finishes before it stops; a bean of the feature whose work it is. */
public interface Unfinished {
    /** How many pieces are left. */
    int left();

    /** Ends what is left, because the patience is over. Completes when nothing is left or nothing more can be done. */
    Uni<Void> giveUp();
}
