/** How long sessions are kept, and their removal afterwards. */
@NullMarked
package de.lopezitwelt.chat.retention;

import org.jspecify.annotations.NullMarked;
