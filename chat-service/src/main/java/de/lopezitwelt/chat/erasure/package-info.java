/** Forgetting a user when every slice has agreed to it. */
@NullMarked
package de.lopezitwelt.chat.erasure;

import org.jspecify.annotations.NullMarked;
