/** Keys for programs: shown once, limited in scope and time, revocable. */
@NullMarked
package de.lopezitwelt.auth.apikey;

import org.jspecify.annotations.NullMarked;
