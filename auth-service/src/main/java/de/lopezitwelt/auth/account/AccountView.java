package de.lopezitwelt.auth.account;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import de.lopezitwelt.auth.user.Account;
import de.lopezitwelt.auth.user.Profile;
import de.lopezitwelt.auth.user.UserView;

/** The own account. */
record AccountView(@JsonUnwrapped UserView user, Profile profile) {
    static AccountView of(Account account) {
        return new AccountView(UserView.of(account.user()), account.profile());
    }
}
