/** How accounts come into being. */
@NullMarked
package de.lopezitwelt.auth.registration;

import org.jspecify.annotations.NullMarked;
