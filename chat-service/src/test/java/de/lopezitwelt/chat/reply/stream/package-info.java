@NullMarked
package de.lopezitwelt.chat.reply.stream;

import org.jspecify.annotations.NullMarked;
