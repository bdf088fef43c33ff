/** Reads a document of sessions, which an export has written, into the caller's own sessions. */
@NullMarked
package de.lopezitwelt.chat.transfer.importing;

import org.jspecify.annotations.NullMarked;
