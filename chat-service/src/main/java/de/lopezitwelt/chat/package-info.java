/** What the packages of chat-service share. */
@NullMarked
package de.lopezitwelt.chat;

import org.jspecify.annotations.NullMarked;
