package de.lopezitwelt.platform.messaging.outbox;

import java.util.List;

/**
 * The lowest rows of the outbox, in order.
 *
 * @param more whether further rows existed that did not fit
 */
record OutboxBatch(List<OutboxRow> rows, boolean more) {}
