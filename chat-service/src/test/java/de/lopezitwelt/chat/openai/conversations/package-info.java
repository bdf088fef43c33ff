@NullMarked
package de.lopezitwelt.chat.openai.conversations;

import org.jspecify.annotations.NullMarked;
