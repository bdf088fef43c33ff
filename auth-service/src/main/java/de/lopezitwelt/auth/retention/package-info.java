/** The job that deletes after its time what the features name, and how long that is. */
@NullMarked
package de.lopezitwelt.auth.retention;

import org.jspecify.annotations.NullMarked;
