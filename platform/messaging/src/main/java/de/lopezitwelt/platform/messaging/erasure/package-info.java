/** Ids that are gone for good. */
@NullMarked
package de.lopezitwelt.platform.messaging.erasure;

import org.jspecify.annotations.NullMarked;
