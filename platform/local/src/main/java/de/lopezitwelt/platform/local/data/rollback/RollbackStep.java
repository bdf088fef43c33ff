package de.lopezitwelt.platform.local.data.rollback;

import de.lopezitwelt.platform.local.platform.PlatformService;
import java.util.List;

/**
 * Takes one version back in one schema.
 *
 * @param losses one for each statement, in order
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
