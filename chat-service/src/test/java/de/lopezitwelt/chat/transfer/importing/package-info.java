@NullMarked
package de.lopezitwelt.chat.transfer.importing;

import org.jspecify.annotations.NullMarked;
