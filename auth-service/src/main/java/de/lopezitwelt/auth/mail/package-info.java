/** Mail: stored with the change that causes it, sent afterwards by any instance that is free. */
@NullMarked
package de.lopezitwelt.auth.mail;

import org.jspecify.annotations.NullMarked;
