/** Mail: written down with the change that causes it, sent afterwards by whichever instance is free. */
@NullMarked
package de.lopezitwelt.auth.mail;

import org.jspecify.annotations.NullMarked;
