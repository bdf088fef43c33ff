/** What the end of a user or an organization elsewhere means here. */
@NullMarked
package de.lopezitwelt.agent.erasure;

import org.jspecify.annotations.NullMarked;
