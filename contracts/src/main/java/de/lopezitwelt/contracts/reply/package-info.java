/** How replies and other calls of models ended, with what they used. */
@NullMarked
package de.lopezitwelt.contracts.reply;

import org.jspecify.annotations.NullMarked;
