@NullMarked
package de.lopezitwelt.chat.reply.store;

import org.jspecify.annotations.NullMarked;
