package de.lopezitwelt.chat.openai.conversations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.openai.JsonFields;
import de.lopezitwelt.chat.openai.OpenAiReplies;
import de.lopezitwelt.chat.openai.conversations.ConversationShapes.Conversation;
import de.lopezitwelt.chat.openai.model.ModelDirectory;
import de.lopezitwelt.chat.openai.responses.InputReader;
import de.lopezitwelt.chat.openai.responses.ItemPage;
import de.lopezitwelt.chat.openai.responses.StoredItems;
import de.lopezitwelt.chat.openai.responses.write.ItemId;
import de.lopezitwelt.chat.openai.responses.write.MessageItems;
import de.lopezitwelt.chat.openai.responses.write.ResponseIds;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.chat.reply.start.AppendService;
import de.lopezitwelt.chat.session.Metadata;
import de.lopezitwelt.chat.session.SessionService;
import de.lopezitwelt.chat.session.StartSessionRequest;
import de.lopezitwelt.chat.session.read.SessionDirectory;
import de.lopezitwelt.chat.session.read.SessionView;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.PromptMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conversations as sessions. Each belongs to an agent, which {@code metadata.model} names, for OpenAI has no other field, or the
 * first response in it.
 */
@ApplicationScoped
class ConversationService {
    private static final String MODEL = "model";
    private static final String ORGANIZATION_ID = "organization_id";
    private static final String ITEMS = "items";
    private static final String METADATA = "metadata";
    private static final IfMatch ANY_VERSION = IfMatch.of(null);
    /** Most items of one request, as OpenAI has it. */
    private static final int MAX_ITEMS = 20;

    private final ModelDirectory models;
    private final SessionService sessions;
    private final SessionDirectory directory;
    private final StoredItems items;
    private final AppendService append;
    private final ObjectMapper json;

    ConversationService(
            ModelDirectory models,
            SessionService sessions,
            SessionDirectory directory,
            StoredItems items,
            AppendService append,
            ObjectMapper json) {
        this.models = models;
        this.sessions = sessions;
        this.directory = directory;
        this.items = items;
        this.append = append;
        this.json = json;
    }

    Uni<Conversation> create(Caller caller, @Nullable JsonNode body) {
        JsonFields fields = fields(body == null ? json.createObjectNode() : body);
        JsonFields metadata = fields.object(METADATA);
        ObjectNode kept = metadata == null ? json.createObjectNode() : texts(metadata);
        Id organization = metadata == null ? null : Id.of(metadata.id(ORGANIZATION_ID));
        String model = metadata == null || metadata.find(MODEL) == null ? null : metadata.requiredText(MODEL);
        kept.remove(ORGANIZATION_ID);
        List<NewUserMessage> first = fields.find(ITEMS) == null ? List.of() : messages(fields);
        append.ensureFit(first);
        return open(caller, model, organization, kept)
                .call(session -> append.append(caller, session.id(), first)
                        .onFailure()
                        .call(refused -> sessions.delete(caller, session.id(), ANY_VERSION)))
                .map(this::view);
    }

    private Uni<SessionView> open(
            Caller caller, @Nullable String model, @Nullable Id organization, ObjectNode metadata) {
        return model == null
                ? sessions.startWithoutAgent(caller, organization, metadata)
                : models.resolve(caller, model)
                        .chain(agent -> OpenAiReplies.namingTheModel(sessions.start(
                                caller,
                                new StartSessionRequest(new Id(agent), null, null, organization, metadata),
                                null)));
    }

    Uni<Conversation> get(Caller caller, ConversationId id) {
        return sessions.get(caller, id.sessionId()).map(this::view);
    }

    /** Replaces the metadata; the agent stays. */
    Uni<Conversation> change(Caller caller, ConversationId id, @Nullable JsonNode body) {
        ObjectNode wanted = texts(fields(body).requiredObject(METADATA));
        return sessions.get(caller, id.sessionId()).chain(session -> {
            ObjectNode patch = json.createObjectNode();
            ObjectNode metadata = patch.putObject(METADATA);
            parsed(session.metadata()).fieldNames().forEachRemaining(name -> {
                if (!name.equals(MODEL)) {
                    metadata.putNull(name);
                }
            });
            wanted.remove(MODEL);
            metadata.setAll(wanted);
            return sessions.change(caller, session.id(), ANY_VERSION, patch).map(this::view);
        });
    }

    Uni<Void> delete(Caller caller, ConversationId id) {
        return directory
                .find(caller, id.sessionId())
                .chain(session -> sessions.delete(caller, session.id(), ANY_VERSION));
    }

    Uni<ObjectNode> items(Caller caller, ConversationId id, ItemPage page) {
        return directory.find(caller, id.sessionId()).chain(session -> items.ofSession(caller, session.id(), page));
    }

    Uni<ObjectNode> item(Caller caller, ConversationId id, ItemId itemId) {
        return directory.find(caller, id.sessionId()).chain(session -> items.one(caller, session.id(), itemId));
    }

    /** Adds items without asking for an answer. Thoughts are left out: no provider takes those of another call. */
    Uni<ObjectNode> add(Caller caller, ConversationId id, @Nullable JsonNode body) {
        return directory
                .find(caller, id.sessionId())
                .chain(session -> append.append(caller, session.id(), messages(fields(body))))
                .map(stored -> ItemPage.list(
                        stored.stream()
                                .flatMap(message -> MessageItems.of(message).stream())
                                .toList(),
                        false));
    }

    private static List<NewUserMessage> messages(JsonFields body) {
        JsonNode array = body.array(ITEMS, MAX_ITEMS);
        if (array == null) {
            throw body.invalid(ITEMS, "is required");
        }
        List<InlineFile> files = new ArrayList<>();
        List<PromptMessage> turns = InputReader.items(body, ITEMS, array, files);
        if (!files.isEmpty()) {
            throw ProblemException.invalid(files.getFirst().field(), "is not taken here: send it with a response");
        }
        return turns.stream().map(ConversationItems::message).toList();
    }

    private static JsonFields fields(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw ProblemException.invalid("", "The body must be a JSON object");
        }
        return new JsonFields(body, "");
    }

    /** @throws ProblemException 400 for a value that is no text, and for more than a session may keep */
    private ObjectNode texts(JsonFields metadata) {
        ObjectNode texts = json.createObjectNode();
        metadata.json().fieldNames().forEachRemaining(name -> texts.put(name, metadata.text(name)));
        Metadata.require(texts, METADATA);
        return texts;
    }

    private Conversation view(SessionView session) {
        return new Conversation(
                ResponseIds.conversation(session.id()),
                "conversation",
                session.createdAt().getEpochSecond(),
                parsed(session.metadata()));
    }

    private JsonNode parsed(@Nullable String metadata) {
        try {
            return metadata == null ? json.createObjectNode() : json.readTree(metadata);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored session holds broken JSON", broken);
        }
    }
}
