/** Sessions of clients that send the whole conversation with each turn and name none. */
@NullMarked
package de.lopezitwelt.chat.openai.resent;

import org.jspecify.annotations.NullMarked;
