/** What the end of a user or an agent elsewhere means here. */
@NullMarked
package de.lopezitwelt.orgbilling.erasure;

import org.jspecify.annotations.NullMarked;
