@NullMarked
package de.lopezitwelt.chat.attachment;

import org.jspecify.annotations.NullMarked;
