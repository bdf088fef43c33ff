@NullMarked
package de.lopezitwelt.chat.delivery;

import org.jspecify.annotations.NullMarked;
