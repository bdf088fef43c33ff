/** Tests of which sessions are removed when their time is over, and which stay. */
@NullMarked
package de.lopezitwelt.chat.retention;

import org.jspecify.annotations.NullMarked;
