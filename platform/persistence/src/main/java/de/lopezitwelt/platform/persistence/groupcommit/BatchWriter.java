package de.lopezitwelt.platform.persistence.groupcommit;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Writes a batch in exactly one transaction.
 *
 * @param <C> command
 * @param <R> outcome
 */
@FunctionalInterface
public interface BatchWriter<C, R> {
    /**
     * Emits one outcome for each command, in the order of the commands, after the commit. A refusal of a single command
     * is an outcome; a failure means that the transaction did not, or may not, have committed.
     *
     * @param lane {@code 0..lanes-1}, with one transaction at a time; a writer may keep one connection for each lane
     * @param retry true when an earlier attempt of these commands may have committed unnoticed: the writer then reports
     *     what is already stored instead of writing it again
     */
    Uni<List<R>> write(int lane, List<C> batch, boolean retry);
}
