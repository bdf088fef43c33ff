@NullMarked
package de.lopezitwelt.auth.login.throttle;

import org.jspecify.annotations.NullMarked;
