/** Tests of {@code connection}. */
@NullMarked
package de.lopezitwelt.chat.connection;

import org.jspecify.annotations.NullMarked;
