/** The account as a row, its events and its administration. */
@NullMarked
package de.lopezitwelt.auth.user;

import org.jspecify.annotations.NullMarked;
