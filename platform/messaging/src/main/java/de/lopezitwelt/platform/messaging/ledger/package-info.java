/** Where each group stands: its offsets and the last versions it folded, in the tables beside what it folds. */
@NullMarked
package de.lopezitwelt.platform.messaging.ledger;

import org.jspecify.annotations.NullMarked;
