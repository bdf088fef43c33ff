@NullMarked
package de.lopezitwelt.chat.reply.listen;

import org.jspecify.annotations.NullMarked;
