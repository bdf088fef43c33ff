package de.lopezitwelt.orgbilling.organization;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The TXT records of a name, as the domain name system has them now. */
interface TxtRecords {
    /**
     * The texts, in no order; none when there is no such name.
     *
     * @param name as A-labels, without a trailing dot
     * @return fails with 503 when no name server tells
     */
    Uni<List<String>> of(String name);
}
