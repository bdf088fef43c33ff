/** Read-only copies of data that other services own, kept from their state topics. */
@NullMarked
package de.lopezitwelt.chat.replica;

import org.jspecify.annotations.NullMarked;
