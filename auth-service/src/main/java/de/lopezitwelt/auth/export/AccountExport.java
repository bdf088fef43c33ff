package de.lopezitwelt.auth.export;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import de.lopezitwelt.auth.user.record.Profile;
import de.lopezitwelt.auth.user.record.UserView;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The data that auth has about a person. @param sections by {@link PersonalData#section()} */
@Schema(additionalProperties = Schema.True.class)
record AccountExport(
        Instant exportedAt,
        UserView account,
        Profile profile,
        @Schema(hidden = true) @JsonAnyGetter Map<String, Object> sections) {}
