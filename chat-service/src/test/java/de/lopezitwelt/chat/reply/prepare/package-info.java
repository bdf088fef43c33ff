@NullMarked
package de.lopezitwelt.chat.reply.prepare;

import org.jspecify.annotations.NullMarked;
