/** The sign-ins of a user, one per device. */
@NullMarked
package de.lopezitwelt.auth.device;

import org.jspecify.annotations.NullMarked;
