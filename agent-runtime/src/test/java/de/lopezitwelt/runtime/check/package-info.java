@NullMarked
package de.lopezitwelt.runtime.check;

import org.jspecify.annotations.NullMarked;
