@NullMarked
package de.lopezitwelt.chat.search.index;

import org.jspecify.annotations.NullMarked;
