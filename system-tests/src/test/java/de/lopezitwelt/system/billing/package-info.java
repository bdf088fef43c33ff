/** What organizations, plans and limits mean for the services that obey. */
@NullMarked
package de.lopezitwelt.system.billing;

import org.jspecify.annotations.NullMarked;
