@NullMarked
package de.lopezitwelt.chat.rowlevel;

import org.jspecify.annotations.NullMarked;
