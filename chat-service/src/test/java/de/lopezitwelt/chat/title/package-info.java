@NullMarked
package de.lopezitwelt.chat.title;

import org.jspecify.annotations.NullMarked;
