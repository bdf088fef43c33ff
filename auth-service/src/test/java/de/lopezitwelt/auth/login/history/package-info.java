@NullMarked
package de.lopezitwelt.auth.login.history;

import org.jspecify.annotations.NullMarked;
