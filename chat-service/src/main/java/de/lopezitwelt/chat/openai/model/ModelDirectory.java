package de.lopezitwelt.chat.openai.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.lopezitwelt.chat.openai.OpenAiProblem;
import de.lopezitwelt.chat.replica.Replicas;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds agents by the names that OpenAI's clients use for models. The caller's own agent comes before other agents of the
 * same name, so that publishing an agent cannot take a name from its users.
 */
@ApplicationScoped
public class ModelDirectory {
    private static final int MAX_LISTED = 1_000;
    private static final int MAX_SAME_NAME = 20;
    private static final int MAX_REMEMBERED = 20_000;
    private static final Duration REMEMBER = Duration.ofSeconds(2);

    private record Name(String userId, @Nullable String organizationId, String model) {}

    private final Replicas replicas;
    private final ModelCatalog catalog;
    private final EmbeddingModels embedding;
    private final Cache<Name, String> known = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBER)
            .build();

    ModelDirectory(Replicas replicas, ModelCatalog catalog, EmbeddingModels embedding) {
        this.replicas = replicas;
        this.catalog = catalog;
        this.embedding = embedding;
    }

    Uni<List<ModelView>> list(Caller caller) {
        return replicas.agentsUsableBy(caller, MAX_LISTED).map(agents -> all(caller, agents));
    }

    Uni<ModelView> get(Caller caller, String model) {
        return find(caller, model)
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(found)
                        : learn(caller, model).chain(() -> find(caller, model)))
                .map(found -> found.orElseThrow(OpenAiProblem::modelNotFound));
    }

    private Uni<Optional<ModelView>> find(Caller caller, String model) {
        return list(caller)
                .map(models -> models.stream()
                        .filter(view -> view.id().equals(model) || model.equals(view.agentId()))
                        .findFirst());
    }

    /** An agent that was made a moment ago may not be known here yet. */
    private Uni<Void> learn(Caller caller, String model) {
        return IdGenerator.isValid(model)
                ? replicas.agent(model).replaceWithVoid().onFailure().recoverWithNull()
                : replicas.learnOwnAgent(caller.userId(), model);
    }

    /**
     * The agent's id. The start of the reply checks whether the caller may use the agent.
     *
     * @param model an agent's id or name
     */
    public Uni<String> resolve(Caller caller, String model) {
        if (IdGenerator.isValid(model)) {
            return Uni.createFrom().item(model);
        }
        Name name = new Name(caller.userId(), caller.organizationId(), model);
        String remembered = known.getIfPresent(name);
        if (remembered != null) {
            return Uni.createFrom().item(remembered);
        }
        return named(caller, model)
                .chain(agents -> agents.isEmpty()
                        ? learn(caller, model).chain(() -> named(caller, model))
                        : Uni.createFrom().item(agents))
                .map(agents -> choose(caller.userId(), model, agents))
                .invoke(agentId -> known.put(name, agentId));
    }

    private Uni<List<AgentState>> named(Caller caller, String model) {
        return replicas.agentsUsableByName(caller, model, MAX_SAME_NAME)
                .map(agents -> agents.stream()
                        .filter(agent -> agent.name().equals(model))
                        .toList());
    }

    private static String choose(String userId, String model, List<AgentState> named) {
        List<AgentState> own =
                named.stream().filter(agent -> agent.createdBy().equals(userId)).toList();
        List<AgentState> candidates = own.isEmpty() ? named : own;
        if (candidates.size() == 1) {
            return candidates.getFirst().agentId();
        }
        if (candidates.isEmpty()) {
            throw OpenAiProblem.modelNotFound();
        }
        String ids = candidates.stream().map(AgentState::agentId).collect(Collectors.joining(", "));
        throw ProblemException.invalid("model", "names more than one agent; use one of the ids " + ids);
    }

    /** The agents, then the models that embed; one whose name an agent has is not listed. */
    private List<ModelView> all(Caller caller, List<AgentState> agents) {
        List<ModelView> all = new ArrayList<>(views(caller.userId(), agents));
        Set<String> taken = all.stream().map(ModelView::id).collect(Collectors.toSet());
        embedding.usableBy(caller).stream()
                .filter(model -> !taken.contains(model.name()))
                .forEach(model -> all.add(ModelView.of(model)));
        return all;
    }

    /** An agent that cannot be called by its name is listed by its id. */
    private List<ModelView> views(String userId, List<AgentState> agents) {
        Map<String, List<AgentState>> byName = agents.stream().collect(Collectors.groupingBy(AgentState::name));
        Function<AgentState, String> modelId = agent -> {
            List<AgentState> named = byName.getOrDefault(agent.name(), List.of());
            List<AgentState> own = named.stream()
                    .filter(other -> other.createdBy().equals(userId))
                    .toList();
            List<AgentState> candidates = own.isEmpty() ? named : own;
            boolean callable =
                    candidates.size() == 1 && candidates.getFirst().agentId().equals(agent.agentId());
            return callable ? agent.name() : agent.agentId();
        };
        return agents.stream()
                .map(agent -> ModelView.of(
                        agent,
                        modelId.apply(agent),
                        userId,
                        catalog.find(agent.model()).orElse(null)))
                .toList();
    }
}
