/** What an answer must be before anybody gets to see it. */
@NullMarked
package de.lopezitwelt.runtime.check;

import org.jspecify.annotations.NullMarked;
