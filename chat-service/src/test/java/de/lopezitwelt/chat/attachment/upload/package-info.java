@NullMarked
package de.lopezitwelt.chat.attachment.upload;

import org.jspecify.annotations.NullMarked;
