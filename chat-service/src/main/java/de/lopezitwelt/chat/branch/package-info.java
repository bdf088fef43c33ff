/** The tree of a session's messages: where branches divide, and which one is active. */
@NullMarked
package de.lopezitwelt.chat.branch;

import org.jspecify.annotations.NullMarked;
