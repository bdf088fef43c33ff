package de.lopezitwelt.analytics.rebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.analytics.task.OperatorTasks;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class RebuildService {
    private static final String KIND = "rebuild";

    private final OperatorTasks tasks;
    private final SummaryRebuild rebuild;

    RebuildService(OperatorTasks tasks, SummaryRebuild rebuild) {
        this.tasks = tasks;
        this.rebuild = rebuild;
    }

    Uni<ObjectNode> start(RebuildRequest request) {
        return tasks.start(KIND, task -> rebuild.run(task, request.compareOnly()));
    }

    Uni<ObjectNode> get(String id) {
        return tasks.find(KIND, id).plug(ProblemException::orNotFound);
    }
}
