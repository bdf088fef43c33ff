/** The official OpenAI clients, unmodified. */
@NullMarked
package de.lopezitwelt.system.openai;

import org.jspecify.annotations.NullMarked;
