@NullMarked
package de.lopezitwelt.kernel.email;

import org.jspecify.annotations.NullMarked;
