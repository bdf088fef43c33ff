@NullMarked
package de.lopezitwelt.chat.anthropic;

import org.jspecify.annotations.NullMarked;
