/** Load while everything is killed, frozen and cut off, and the comparison of what is left afterwards. */
@NullMarked
package de.lopezitwelt.system.faults.drill;

import org.jspecify.annotations.NullMarked;
