/** Group commits: writes of concurrent requests share one transaction. */
@NullMarked
package de.lopezitwelt.platform.persistence.groupcommit;

import org.jspecify.annotations.NullMarked;
