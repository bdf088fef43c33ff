package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.chat.attachment.content.InspectedFile;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Activity for the user and audit for the auditor. Names and contents are in neither. */
@ApplicationScoped
class AttachmentEvents {
    private static final String TABLE = "attachments";

    private final ActivityEvents activity;
    private final AuditEvents audit;

    AttachmentEvents(ActivityEvents activity, AuditEvents audit) {
        this.activity = activity;
        this.audit = audit;
    }

    List<OutboxMessage> uploaded(String userId, Actor actor, String id, InspectedFile file) {
        String name = "attachment.uploaded";
        return List.of(
                activity.message(userId, actor, name, "attachment", id, null),
                audit.message(
                        actor,
                        AuditAction.INSERT,
                        TABLE,
                        id,
                        name,
                        null,
                        Map.of("media_type", file.type().mediaType(), "size", file.content().length)));
    }

    List<OutboxMessage> deleted(String userId, Actor actor, AttachmentView view) {
        String name = "attachment.deleted";
        return List.of(
                activity.message(userId, actor, name, "attachment", view.id(), null),
                audit.message(
                        actor,
                        AuditAction.DELETE,
                        TABLE,
                        view.id(),
                        name,
                        Map.of("media_type", view.mediaType(), "size", view.size()),
                        null));
    }
}
