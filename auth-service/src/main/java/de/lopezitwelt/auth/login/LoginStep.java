package de.lopezitwelt.auth.login;

import de.lopezitwelt.auth.token.TokenAnswer;

/** Where a right password leads. */
sealed interface LoginStep {
    record SignedIn(TokenAnswer tokens) implements LoginStep {}

    record CodeNeeded(LoginChallenge challenge) implements LoginStep {}
}
