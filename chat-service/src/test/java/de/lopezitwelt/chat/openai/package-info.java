@NullMarked
package de.lopezitwelt.chat.openai;

import org.jspecify.annotations.NullMarked;
