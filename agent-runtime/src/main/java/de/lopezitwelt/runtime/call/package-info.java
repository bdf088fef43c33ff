/** One call of a model: what it is asked, and how long it may take. */
@NullMarked
package de.lopezitwelt.runtime.call;

import org.jspecify.annotations.NullMarked;
