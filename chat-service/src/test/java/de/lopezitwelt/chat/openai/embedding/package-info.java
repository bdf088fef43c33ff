@NullMarked
package de.lopezitwelt.chat.openai.embedding;

import org.jspecify.annotations.NullMarked;
