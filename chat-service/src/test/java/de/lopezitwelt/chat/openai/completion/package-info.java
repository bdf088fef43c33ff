@NullMarked
package de.lopezitwelt.chat.openai.completion;

import org.jspecify.annotations.NullMarked;
