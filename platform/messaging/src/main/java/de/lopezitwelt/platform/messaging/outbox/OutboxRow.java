package de.lopezitwelt.platform.messaging.outbox;

import de.lopezitwelt.platform.messaging.OutboxMessage;
import java.util.List;

/** A committed row that waits to be published: the events of one transaction, in order. */
record OutboxRow(long sequence, List<OutboxMessage> messages) {}
