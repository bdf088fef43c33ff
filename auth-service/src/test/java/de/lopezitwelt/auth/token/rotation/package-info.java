@NullMarked
package de.lopezitwelt.auth.token.rotation;

import org.jspecify.annotations.NullMarked;
