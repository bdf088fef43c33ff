/** Killed instances, servers that are away, providers that break the protocol and clients that hardly read. */
@NullMarked
package de.lopezitwelt.system.faults;

import org.jspecify.annotations.NullMarked;
