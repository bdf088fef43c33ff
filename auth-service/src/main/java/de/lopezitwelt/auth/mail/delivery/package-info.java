/** Takes mails from the outbox, renders them and hands them to SMTP or to a mailbox on disk. */
@NullMarked
package de.lopezitwelt.auth.mail.delivery;

import org.jspecify.annotations.NullMarked;
