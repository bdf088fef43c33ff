@NullMarked
package de.lopezitwelt.auth.user.email;

import org.jspecify.annotations.NullMarked;
