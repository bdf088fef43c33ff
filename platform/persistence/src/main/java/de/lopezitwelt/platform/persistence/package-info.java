/** Ids, time and the connection pools' session settings that every service shares. */
@NullMarked
package de.lopezitwelt.platform.persistence;

import org.jspecify.annotations.NullMarked;
