/** E-mail addresses, and the users whom mail is sent to. */
@NullMarked
package de.lopezitwelt.auth.user.email;

import org.jspecify.annotations.NullMarked;
