/** Log lines and measured values of all services, for operators. */
@NullMarked
package de.lopezitwelt.analytics.operations;

import org.jspecify.annotations.NullMarked;
