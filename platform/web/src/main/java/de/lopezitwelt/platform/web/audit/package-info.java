/** Audit and activity records with actor, address and user agent, written in the transaction of the change. */
@NullMarked
package de.lopezitwelt.platform.web.audit;

import org.jspecify.annotations.NullMarked;
