/** Whether providers can be reached. */
@NullMarked
package de.lopezitwelt.runtime.health;

import org.jspecify.annotations.NullMarked;
