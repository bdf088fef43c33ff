/** Long work that an operator starts and follows: one instance does it, every instance knows its progress. */
@NullMarked
package de.lopezitwelt.analytics.task;

import org.jspecify.annotations.NullMarked;
