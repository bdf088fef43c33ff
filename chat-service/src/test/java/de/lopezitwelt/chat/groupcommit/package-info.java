@NullMarked
package de.lopezitwelt.chat.groupcommit;

import org.jspecify.annotations.NullMarked;
