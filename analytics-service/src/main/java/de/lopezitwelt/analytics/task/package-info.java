/** Long work that an operator starts and follows: one instance does it, every instance knows how far it is. */
@NullMarked
package de.lopezitwelt.analytics.task;

import org.jspecify.annotations.NullMarked;
