@NullMarked
package de.lopezitwelt.platform.testing.architecture;

import org.jspecify.annotations.NullMarked;
