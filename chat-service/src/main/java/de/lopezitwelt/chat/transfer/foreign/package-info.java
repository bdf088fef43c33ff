/** Reads conversations from the exports of other systems, one by one, and turns them into sessions. */
@NullMarked
package de.lopezitwelt.chat.transfer.foreign;

import org.jspecify.annotations.NullMarked;
