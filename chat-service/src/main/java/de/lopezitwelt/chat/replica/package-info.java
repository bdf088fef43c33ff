/** Read-only copies of what other services own, fed by their state topics. */
@NullMarked
package de.lopezitwelt.chat.replica;

import org.jspecify.annotations.NullMarked;
