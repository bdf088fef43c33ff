/** E-mail addresses, in one form for all services. */
@NullMarked
package de.lopezitwelt.kernel.email;

import org.jspecify.annotations.NullMarked;
