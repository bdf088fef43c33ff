@NullMarked
package de.lopezitwelt.auth.erasure.saga;

import org.jspecify.annotations.NullMarked;
