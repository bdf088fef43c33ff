/** The document that carries sessions from one installation to another. */
@NullMarked
package de.lopezitwelt.chat.transfer.document;

import org.jspecify.annotations.NullMarked;
