@NullMarked
package de.lopezitwelt.auth.export;

import org.jspecify.annotations.NullMarked;
