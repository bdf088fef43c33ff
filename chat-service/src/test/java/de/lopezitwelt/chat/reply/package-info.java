@NullMarked
package de.lopezitwelt.chat.reply;

import org.jspecify.annotations.NullMarked;
