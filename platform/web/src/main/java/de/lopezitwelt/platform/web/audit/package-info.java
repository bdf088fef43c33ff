/** Audit and activity records with actor, address and user agent, written beside the change they tell of. */
@NullMarked
package de.lopezitwelt.platform.web.audit;

import org.jspecify.annotations.NullMarked;
