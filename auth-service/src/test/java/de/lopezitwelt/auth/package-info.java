/** Tests across the features of auth-service. */
@NullMarked
package de.lopezitwelt.auth;

import org.jspecify.annotations.NullMarked;
