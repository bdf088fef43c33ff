/** What a user sees and changes of the own account. */
@NullMarked
package de.lopezitwelt.auth.account;

import org.jspecify.annotations.NullMarked;
