@NullMarked
package de.lopezitwelt.auth.erasure;

import org.jspecify.annotations.NullMarked;
