@NullMarked
package de.lopezitwelt.chat.support;

import org.jspecify.annotations.NullMarked;
