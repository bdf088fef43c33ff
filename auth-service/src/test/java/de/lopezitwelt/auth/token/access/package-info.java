@NullMarked
package de.lopezitwelt.auth.token.access;

import org.jspecify.annotations.NullMarked;
