package de.lopezitwelt.platform.local.data.rollback;

import de.lopezitwelt.platform.local.platform.PlatformService;
import java.util.List;

/**
 * One version out of one schema.
 *
 * @param losses one for each statement, in their order
 */
public record RollbackStep(PlatformService service, UndoScript script, List<Loss> losses) {
    public RollbackStep {
        losses = List.copyOf(losses);
    }

    public long lostRows() {
        return losses.stream().mapToLong(Loss::rows).sum();
    }

    @Override
    public String toString() {
        return service.schema() + " " + script.version();
    }
}
