@NullMarked
package de.lopezitwelt.auth.totp;

import org.jspecify.annotations.NullMarked;
