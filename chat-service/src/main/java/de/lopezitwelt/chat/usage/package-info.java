/** What calls of models used, as events tell it. */
@NullMarked
package de.lopezitwelt.chat.usage;

import org.jspecify.annotations.NullMarked;
