/** The job that deletes expired rows of the features, and the periods for which they are kept. */
@NullMarked
package de.lopezitwelt.auth.retention;

import org.jspecify.annotations.NullMarked;
