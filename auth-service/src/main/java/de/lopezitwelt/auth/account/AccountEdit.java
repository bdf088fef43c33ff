package de.lopezitwelt.auth.account;

import de.lopezitwelt.auth.user.record.Account;
import de.lopezitwelt.auth.user.record.Profile;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The part of the own account that a user edits. Removing the profile as a whole empties it. */
record AccountEdit(
        @NotBlank @Size(max = 255) String name,
        @Nullable @Valid Profile profile) {
    static AccountEdit of(Account account) {
        return new AccountEdit(account.user().name(), account.profile());
    }

    Profile profileOrEmpty() {
        return profile == null ? Profile.EMPTY : profile;
    }
}
