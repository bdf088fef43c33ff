@NullMarked
package de.lopezitwelt.chat.attachment.storage;

import org.jspecify.annotations.NullMarked;
