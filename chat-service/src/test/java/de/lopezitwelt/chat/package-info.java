/** Tests across the features of chat-service. */
@NullMarked
package de.lopezitwelt.chat;

import org.jspecify.annotations.NullMarked;
