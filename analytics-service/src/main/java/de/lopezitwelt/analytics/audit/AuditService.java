package de.lopezitwelt.analytics.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import de.lopezitwelt.analytics.activity.SealedActivityRepository;
import de.lopezitwelt.analytics.audit.chain.AuditEntry;
import de.lopezitwelt.analytics.audit.chain.AuditHead;
import de.lopezitwelt.analytics.audit.chain.ChainCheck;
import de.lopezitwelt.analytics.audit.chain.ChainReport;
import de.lopezitwelt.analytics.audit.chain.PersonalPart;
import de.lopezitwelt.analytics.audit.chain.Seals;
import de.lopezitwelt.analytics.audit.chain.StoredEntry;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit records. The resource decides who may read them. */
@ApplicationScoped
public class AuditService {
    private static final int CHECKED_AT_ONCE = 500;

    private final AuditRepository repository;
    private final SealedActivityRepository activities;
    private final ObjectMapper json;

    AuditService(AuditRepository repository, SealedActivityRepository activities, ObjectMapper json) {
        this.repository = repository;
        this.activities = activities;
        this.json = json;
    }

    Uni<Page<AuditView>> list(AuditFilter filter, PageRequest page) {
        return repository
                .find(filter, page)
                .map(rows -> Page.of(
                        rows, page, row -> Cursor.of(row.linked().entry().id()), this::view));
    }

    /** Recomputes every link, and every digest whose content is still there, those of sealed activities included. */
    public Uni<List<ChainReport>> verify() {
        return repository
                .findHeads()
                .onItem()
                .transformToMulti(heads -> Multi.createFrom().iterable(heads))
                .onItem()
                .transformToUniAndConcatenate(head -> check(new ChainCheck(head), head))
                .collect()
                .asList();
    }

    private Uni<ChainReport> check(ChainCheck check, AuditHead end) {
        int left = (int) Math.min(CHECKED_AT_ONCE, end.position() - check.position());
        if (left <= 0) {
            return Uni.createFrom().item(check::report);
        }
        return repository
                .findBehind(end.chain(), check.position(), left)
                .chain(rows -> activities.digests(sealedIn(rows)).chain(now -> {
                    rows.forEach(row -> check.next(row, Seals.of(row).hold(now)));
                    return rows.isEmpty() ? Uni.createFrom().item(check::report) : check(check, end);
                }));
    }

    private static List<String> sealedIn(List<StoredEntry> rows) {
        return rows.stream().flatMap(row -> Seals.of(row).ids().stream()).toList();
    }

    private AuditView view(StoredEntry stored) {
        AuditEntry entry = stored.linked().entry();
        AuditHead head = stored.linked().head();
        JsonNode origin = content(stored, PersonalPart.Kind.ORIGIN);
        JsonNode values = content(stored, PersonalPart.Kind.VALUES);
        return new AuditView(
                entry.id(),
                entry.eventType(),
                entry.tableName(),
                entry.recordId(),
                entry.action(),
                entry.oldValues() == null ? member(values, 0) : entry.oldValues(),
                entry.newValues() == null ? member(values, 1) : entry.newValues(),
                entry.userId(),
                entry.actor(),
                origin.path(0).textValue(),
                origin.path(1).textValue(),
                entry.createdAt(),
                head.chain(),
                head.position(),
                head.link().toString());
    }

    private JsonNode content(StoredEntry stored, PersonalPart.Kind kind) {
        for (PersonalPart part : stored.parts()) {
            if (part.kind() == kind) {
                try {
                    return json.readTree(part.content());
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException("a personal part is JSON", e);
                }
            }
        }
        return MissingNode.getInstance();
    }

    private static @Nullable String member(JsonNode array, int index) {
        JsonNode member = array.path(index);
        return member.isMissingNode() || member.isNull() ? null : member.toString();
    }
}
