package de.lopezitwelt.auth.account;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import de.lopezitwelt.auth.user.record.Account;
import de.lopezitwelt.auth.user.record.Profile;
import de.lopezitwelt.auth.user.record.UserView;

/** The own account. */
record AccountView(@JsonUnwrapped UserView user, Profile profile) {
    static AccountView of(Account account) {
        return new AccountView(UserView.of(account.user()), account.profile());
    }
}
