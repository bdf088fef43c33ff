/** Every error leaves a service as one RFC 9457 problem, rendered in one place. */
@NullMarked
package de.lopezitwelt.platform.web.problem;

import org.jspecify.annotations.NullMarked;
