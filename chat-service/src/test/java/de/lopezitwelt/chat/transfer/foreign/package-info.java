@NullMarked
package de.lopezitwelt.chat.transfer.foreign;

import org.jspecify.annotations.NullMarked;
