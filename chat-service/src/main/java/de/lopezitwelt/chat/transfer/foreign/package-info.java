/** Conversations from the exports of other systems, read one by one and made into sessions. */
@NullMarked
package de.lopezitwelt.chat.transfer.foreign;

import org.jspecify.annotations.NullMarked;
