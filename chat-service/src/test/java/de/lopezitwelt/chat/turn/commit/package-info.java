@NullMarked
package de.lopezitwelt.chat.turn.commit;

import org.jspecify.annotations.NullMarked;
