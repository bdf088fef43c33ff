/** Forgetting a user: asking every slice, and going last. */
@NullMarked
package de.lopezitwelt.auth.erasure;

import org.jspecify.annotations.NullMarked;
