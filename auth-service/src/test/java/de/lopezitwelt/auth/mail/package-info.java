/** Tests of {@code mail}. */
@NullMarked
package de.lopezitwelt.auth.mail;

import org.jspecify.annotations.NullMarked;
