/** The place of each group: its offsets and the last versions that it folded, in tables beside what it folds. */
@NullMarked
package de.lopezitwelt.platform.messaging.ledger;

import org.jspecify.annotations.NullMarked;
