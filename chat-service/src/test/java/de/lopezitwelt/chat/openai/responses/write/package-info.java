@NullMarked
package de.lopezitwelt.chat.openai.responses.write;

import org.jspecify.annotations.NullMarked;
