@NullMarked
package de.lopezitwelt.chat.attachment.content;

import org.jspecify.annotations.NullMarked;
