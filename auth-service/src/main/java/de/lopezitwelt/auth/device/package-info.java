/** The sign-ins of a user, one for each device. */
@NullMarked
package de.lopezitwelt.auth.device;

import org.jspecify.annotations.NullMarked;
