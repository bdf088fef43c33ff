/** Short-lived tokens with which the services call each other. */
@NullMarked
package de.lopezitwelt.auth.servicetoken;

import org.jspecify.annotations.NullMarked;
