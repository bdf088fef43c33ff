/** The tree that a session's messages form: where branches leave each other, and which one is shown. */
@NullMarked
package de.lopezitwelt.chat.branch;

import org.jspecify.annotations.NullMarked;
