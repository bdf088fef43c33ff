@NullMarked
package de.lopezitwelt.chat.openai.resent;

import org.jspecify.annotations.NullMarked;
