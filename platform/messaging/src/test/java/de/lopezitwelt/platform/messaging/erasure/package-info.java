/** Tests of replicas and of what keeps the erased out of them. */
@NullMarked
package de.lopezitwelt.platform.messaging.erasure;

import org.jspecify.annotations.NullMarked;
