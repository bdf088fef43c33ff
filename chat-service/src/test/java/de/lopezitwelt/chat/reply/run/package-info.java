@NullMarked
package de.lopezitwelt.chat.reply.run;

import org.jspecify.annotations.NullMarked;
