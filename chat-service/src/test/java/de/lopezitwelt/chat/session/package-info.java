@NullMarked
package de.lopezitwelt.chat.session;

import org.jspecify.annotations.NullMarked;
