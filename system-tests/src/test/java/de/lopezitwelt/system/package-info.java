/** The packaged services together, over HTTP: journeys, faults, and the rules that span modules. */
@NullMarked
package de.lopezitwelt.system;

import org.jspecify.annotations.NullMarked;
