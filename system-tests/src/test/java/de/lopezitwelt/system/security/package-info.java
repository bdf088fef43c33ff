/** Credentials: how they are given, kept secret, rotated and ended, and what is left of a person after an erasure. */
@NullMarked
package de.lopezitwelt.system.security;

import org.jspecify.annotations.NullMarked;
