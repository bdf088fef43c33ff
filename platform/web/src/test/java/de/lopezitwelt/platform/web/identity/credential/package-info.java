/** Credentials, good and bad, against the edge of a service. */
@NullMarked
package de.lopezitwelt.platform.web.identity.credential;

import org.jspecify.annotations.NullMarked;
