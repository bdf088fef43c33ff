/** What goes when its time is over, and what stays. */
@NullMarked
package de.lopezitwelt.chat.retention;

import org.jspecify.annotations.NullMarked;
