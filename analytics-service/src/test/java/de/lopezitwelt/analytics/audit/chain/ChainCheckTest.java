package de.lopezitwelt.analytics.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainCheckTest {
    private static final byte[] SALT = new byte[Digest.LENGTH];

    @Test
    void aChainAsItWasWrittenIsIntact() {
        List<StoredEntry> chain = chain(3);

        assertThat(check(chain, end(chain)))
                .isEqualTo(new ChainReport(2, 3, end(chain).link().toString(), true, null));
    }

    @Test
    void aChangedRowBreaksTheChainAtItsPlace() {
        List<StoredEntry> chain = chain(3);
        StoredEntry second = chain.get(1);
        chain.set(1, new StoredEntry(new LinkedEntry(entry("x"), second.linked().head()), second.parts()));

        assertThat(check(chain, end(chain)).brokenAt()).isEqualTo(2);
    }

    @Test
    void aRowThatIsMissingInTheMiddleOrAtTheEndBreaksIt() {
        List<StoredEntry> chain = chain(3);
        AuditHead end = end(chain);

        assertThat(check(List.of(chain.get(0), chain.get(2)), end).brokenAt()).isEqualTo(2);
        assertThat(check(chain.subList(0, 2), end).brokenAt()).isEqualTo(3);
    }

    @Test
    void anErasedPartLeavesTheChainWholeAndAChangedOneDoesNot() {
        PersonalPart part = new PersonalPart("e", PersonalPart.Kind.ORIGIN, "u", SALT, "[\"203.0.113.7\",null]");
        AuditEntry entry = new AuditEntry(
                "e", "t", "users", "r", "UPDATE", "u", null, Instant.EPOCH, null, null, part.digest(), Digest.NONE);
        LinkedEntry linked = new LinkedEntry(entry, AuditHead.start(2).append(entry));
        PersonalPart changed = new PersonalPart("e", part.kind(), "u", SALT, "[\"203.0.113.8\",null]");

        assertThat(check(List.of(new StoredEntry(linked, List.of())), linked.head())
                        .intact())
                .isTrue();
        assertThat(check(List.of(new StoredEntry(linked, List.of(part))), linked.head())
                        .intact())
                .isTrue();
        assertThat(check(List.of(new StoredEntry(linked, List.of(changed))), linked.head())
                        .brokenAt())
                .isEqualTo(1);
    }

    @Test
    void oneMeaningHasOneText() {
        assertThat(CanonicalJson.of("{\"b\": [1, 2.50], \"a\": {\"y\": null, \"x\": \"ä\"}}"))
                .isEqualTo(CanonicalJson.of("{\"a\":{\"x\":\"ä\",\"y\":null},\"b\":[1,2.5]}"))
                .isEqualTo("{\"a\":{\"x\":\"ä\",\"y\":null},\"b\":[1,2.5]}");
    }

    private static ChainReport check(List<StoredEntry> rows, AuditHead end) {
        ChainCheck check = new ChainCheck(end);
        rows.forEach(row -> check.next(row, true));
        return check.report();
    }

    private static List<StoredEntry> chain(int length) {
        List<StoredEntry> rows = new ArrayList<>();
        AuditHead head = AuditHead.start(2);
        for (int i = 0; i < length; i++) {
            AuditEntry entry = entry("e" + i);
            head = head.append(entry);
            rows.add(new StoredEntry(new LinkedEntry(entry, head), List.of()));
        }
        return rows;
    }

    private static AuditHead end(List<StoredEntry> chain) {
        return chain.getLast().linked().head();
    }

    private static AuditEntry entry(String id) {
        return new AuditEntry(
                id,
                "t",
                "organizations",
                "r",
                "INSERT",
                null,
                null,
                Instant.EPOCH,
                null,
                "{}",
                Digest.NONE,
                Digest.NONE);
    }
}
