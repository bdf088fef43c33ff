@NullMarked
package de.lopezitwelt.chat.usage;

import org.jspecify.annotations.NullMarked;
