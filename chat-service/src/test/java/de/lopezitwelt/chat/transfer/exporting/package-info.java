@NullMarked
package de.lopezitwelt.chat.transfer.exporting;

import org.jspecify.annotations.NullMarked;
