/** Imports the sessions of an exported document as the caller's own. */
@NullMarked
package de.lopezitwelt.chat.transfer.importing;

import org.jspecify.annotations.NullMarked;
