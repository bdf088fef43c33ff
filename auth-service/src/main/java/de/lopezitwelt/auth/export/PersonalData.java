package de.lopezitwelt.auth.export;

import de.lopezitwelt.auth.user.record.UserRecord;
import io.smallrye.mutiny.Uni;

/** A feature that holds something about people: its part of their export. Never a secret, nor anything that verifies one. */
public interface PersonalData {
    /** Its name in the document, snake_case. */
    String section();

    Uni<?> of(UserRecord user);
}
