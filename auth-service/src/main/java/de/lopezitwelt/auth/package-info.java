/** Identity: accounts, sign-in, tokens, API keys and the administration of users. */
@NullMarked
package de.lopezitwelt.auth;

import org.jspecify.annotations.NullMarked;
