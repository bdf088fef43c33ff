/** Group commits: writes of concurrent requests share one transaction. */
@NullMarked
package de.lopezitwelt.chat.groupcommit;

import org.jspecify.annotations.NullMarked;
