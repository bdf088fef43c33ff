package de.lopezitwelt.analytics.audit;

import de.lopezitwelt.analytics.audit.chain.AuditEntry;
import de.lopezitwelt.analytics.audit.chain.AuditHead;
import de.lopezitwelt.analytics.audit.chain.CanonicalJson;
import de.lopezitwelt.analytics.audit.chain.Digest;
import de.lopezitwelt.analytics.audit.chain.LinkedEntry;
import de.lopezitwelt.analytics.audit.chain.PersonalData;
import de.lopezitwelt.analytics.audit.chain.PersonalPart;
import de.lopezitwelt.analytics.subject.Erased;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import de.lopezitwelt.platform.messaging.stream.AuditRecorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Links events to the ends of their chains. Personal parts of users who were erased are left out, their digests are
 * not.
 */
final class AuditBatch {
    final List<LinkedEntry> entries = new ArrayList<>();
    final List<PersonalPart> parts = new ArrayList<>();
    final Map<Integer, AuditHead> heads;

    private final Erased erased;
    private final Supplier<byte[]> salts;

    /** @param heads the chains' ends; the batch moves them */
    AuditBatch(Map<Integer, AuditHead> heads, Erased erased, Supplier<byte[]> salts) {
        this.heads = heads;
        this.erased = erased;
        this.salts = salts;
    }

    void append(ReceivedEvent event) {
        AuditRecorded audit = event.as(AuditRecorded.class);
        boolean personalValues = PersonalData.inValues(audit);
        AuditEntry entry = new AuditEntry(
                event.id(),
                audit.eventType(),
                audit.tableName(),
                audit.recordId(),
                audit.action().name(),
                audit.userId(),
                event.actor(),
                Objects.requireNonNull(event.time(), "streams carry their time"),
                personalValues || audit.oldValues() == null ? null : CanonicalJson.of(audit.oldValues()),
                personalValues || audit.newValues() == null ? null : CanonicalJson.of(audit.newValues()),
                PersonalData.inOrigin(audit) ? aside(origin(event, audit)) : Digest.NONE,
                personalValues ? aside(values(event, audit)) : Digest.NONE);
        AuditHead head = Objects.requireNonNull(heads.get(event.partition())).append(entry);
        heads.put(event.partition(), head);
        entries.add(new LinkedEntry(entry, head));
    }

    private Digest aside(PersonalPart part) {
        if (part.subjectId() == null || !erased.contains(part.subjectId())) {
            parts.add(part);
        }
        return part.digest();
    }

    private PersonalPart origin(ReceivedEvent event, AuditRecorded audit) {
        String content = CanonicalJson.ofMembers(audit.ipAddress(), audit.userAgent());
        return part(event, PersonalPart.Kind.ORIGIN, audit.userId(), content);
    }

    private PersonalPart values(ReceivedEvent event, AuditRecorded audit) {
        String content = CanonicalJson.ofMembers(audit.oldValues(), audit.newValues());
        return part(event, PersonalPart.Kind.VALUES, PersonalData.subjectOfValues(audit), content);
    }

    private PersonalPart part(ReceivedEvent event, PersonalPart.Kind kind, @Nullable String subjectId, String content) {
        return new PersonalPart(event.id(), kind, subjectId, salts.get(), content);
    }
}
