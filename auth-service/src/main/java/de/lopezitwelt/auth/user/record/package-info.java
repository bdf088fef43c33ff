/** The records in which other features give and receive users. */
@NullMarked
package de.lopezitwelt.auth.user.record;

import org.jspecify.annotations.NullMarked;
