@NullMarked
package de.lopezitwelt.chat.attachment.document;

import org.jspecify.annotations.NullMarked;
