@NullMarked
package de.lopezitwelt.chat.stream;

import org.jspecify.annotations.NullMarked;
