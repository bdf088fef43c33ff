/**
 * Counters of what was used: the demands of a request, their reservation and their settlement, and the table that keeps
 * them.
 */
@NullMarked
package de.lopezitwelt.chat.budget.counter;

import org.jspecify.annotations.NullMarked;
