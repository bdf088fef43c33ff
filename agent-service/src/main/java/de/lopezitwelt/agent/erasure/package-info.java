/** Follows the erasure of users and organizations. */
@NullMarked
package de.lopezitwelt.agent.erasure;

import org.jspecify.annotations.NullMarked;
