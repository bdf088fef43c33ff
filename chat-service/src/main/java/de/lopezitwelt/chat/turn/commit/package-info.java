/**
 * Writes the commands of many callers in one transaction: loads and locks rows, has them decided, stores the result.
 */
@NullMarked
package de.lopezitwelt.chat.turn.commit;

import org.jspecify.annotations.NullMarked;
