@NullMarked
package de.lopezitwelt.auth.stepup;

import org.jspecify.annotations.NullMarked;
