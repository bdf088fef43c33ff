/** Which passwords are accepted and how they are stored and checked. */
@NullMarked
package de.lopezitwelt.auth.password;

import org.jspecify.annotations.NullMarked;
