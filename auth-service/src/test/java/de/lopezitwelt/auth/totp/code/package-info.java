@NullMarked
package de.lopezitwelt.auth.totp.code;

import org.jspecify.annotations.NullMarked;
