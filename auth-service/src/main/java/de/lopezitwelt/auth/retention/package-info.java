/** What is forgotten after its time. */
@NullMarked
package de.lopezitwelt.auth.retention;

import org.jspecify.annotations.NullMarked;
