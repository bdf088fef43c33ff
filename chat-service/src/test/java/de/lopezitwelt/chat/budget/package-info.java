@NullMarked
package de.lopezitwelt.chat.budget;

import org.jspecify.annotations.NullMarked;
