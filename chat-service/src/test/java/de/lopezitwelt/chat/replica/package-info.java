@NullMarked
package de.lopezitwelt.chat.replica;

import org.jspecify.annotations.NullMarked;
