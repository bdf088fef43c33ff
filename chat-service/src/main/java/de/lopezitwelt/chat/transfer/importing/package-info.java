/** Reads a document of sessions, which an export wrote, into a user's own. */
@NullMarked
package de.lopezitwelt.chat.transfer.importing;

import org.jspecify.annotations.NullMarked;
