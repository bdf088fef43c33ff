/** Events of organizations, keyed by organization id, and the membership snapshots. */
@NullMarked
package de.lopezitwelt.contracts.organization;

import org.jspecify.annotations.NullMarked;
