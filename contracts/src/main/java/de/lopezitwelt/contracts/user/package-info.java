/** Events of users, keyed by user id. */
@NullMarked
package de.lopezitwelt.contracts.user;

import org.jspecify.annotations.NullMarked;
