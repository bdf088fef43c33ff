/** Processes that outlive the program that started them, found again by id and start time. */
@NullMarked
package de.lopezitwelt.platform.local.process;

import org.jspecify.annotations.NullMarked;
