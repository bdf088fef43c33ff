package de.lopezitwelt.chat.openai.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.openai.OpenAiError;
import de.lopezitwelt.chat.openai.conversations.ConversationShapes.Conversation;
import de.lopezitwelt.chat.openai.conversations.ConversationShapes.Deleted;
import de.lopezitwelt.chat.openai.responses.ItemPage;
import de.lopezitwelt.chat.openai.responses.write.ItemId;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.query.IgnoreUnknownParameters;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** OpenAI's conversations over HTTP. */
@Path("/v1/conversations")
@IgnoreUnknownParameters
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "default",
        description = "An error, as OpenAI's clients expect it",
        content =
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = OpenAiError.class)))
@Tag(name = "OpenAI-compatible")
public class ConversationResource {
    private final ConversationService conversations;
    private final CallerContext caller;

    ConversationResource(ConversationService conversations, CallerContext caller) {
        this.conversations = conversations;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Open a conversation",
            description =
                    "A session of the agent that metadata.model, or else its first response, names; all of its responses"
                            + " then use it.")
    @APIResponseSchema(Conversation.class)
    public Uni<Conversation> create(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ConversationShapes.New.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "conversation",
                                                            value = "{\"metadata\":{\"model\":\"my-agent\"}}")))
                    @Nullable
                    JsonNode body) {
        return conversations.create(caller.caller(), body);
    }

    @GET
    @Path("/{conversation_id}")
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "Read a conversation")
    @APIResponseSchema(Conversation.class)
    public Uni<Conversation> get(@PathParam("conversation_id") ConversationId id) {
        return conversations.get(caller.caller(), id);
    }

    @POST
    @Path("/{conversation_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(summary = "Replace a conversation's metadata")
    @APIResponseSchema(Conversation.class)
    public Uni<Conversation> change(
            @PathParam("conversation_id") ConversationId id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ConversationShapes.Changed.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "metadata",
                                                            value = "{\"metadata\":{\"topic\":\"travel\"}}")))
                    @Nullable
                    JsonNode body) {
        return conversations.change(caller.caller(), id, body);
    }

    @DELETE
    @Path("/{conversation_id}")
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(summary = "Delete a conversation with all of its items")
    @APIResponseSchema(Deleted.class)
    public Uni<Deleted> delete(@PathParam("conversation_id") ConversationId id) {
        return conversations
                .delete(caller.caller(), id)
                .replaceWith(() -> new Deleted(id.toString(), "conversation.deleted", true));
    }

    @GET
    @Path("/{conversation_id}/items")
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "List a conversation's items, newest first unless order=asc")
    @APIResponseSchema(ConversationShapes.Items.class)
    public Uni<ObjectNode> items(
            @PathParam("conversation_id") ConversationId id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @QueryParam("order") @Nullable String order) {
        return conversations.items(caller.caller(), id, ItemPage.of(limit, after, order));
    }

    @POST
    @Path("/{conversation_id}/items")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(summary = "Add items to a conversation without an answer")
    @APIResponseSchema(ConversationShapes.Items.class)
    public Uni<ObjectNode> add(
            @PathParam("conversation_id") ConversationId id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ConversationShapes.NewItems.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "items",
                                                            value =
                                                                    "{\"items\":[{\"role\":\"user\",\"content\":\"Hello\"}]}")))
                    @Nullable
                    JsonNode body) {
        return conversations.add(caller.caller(), id, body);
    }

    @GET
    @Path("/{conversation_id}/items/{item_id}")
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "Read an item of a conversation")
    @APIResponse(
            responseCode = "200",
            description = "The item",
            content = @Content(schema = @Schema(implementation = Object.class)))
    public Uni<ObjectNode> item(@PathParam("conversation_id") ConversationId id, @PathParam("item_id") ItemId itemId) {
        return conversations.item(caller.caller(), id, itemId);
    }
}
