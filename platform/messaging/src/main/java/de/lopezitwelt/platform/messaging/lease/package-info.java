/** One owner at a time for work that must not run twice, with an epoch that fences the owner before. */
@NullMarked
package de.lopezitwelt.platform.messaging.lease;

import org.jspecify.annotations.NullMarked;
