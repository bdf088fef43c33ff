@NullMarked
package de.lopezitwelt.chat.trial;

import org.jspecify.annotations.NullMarked;
