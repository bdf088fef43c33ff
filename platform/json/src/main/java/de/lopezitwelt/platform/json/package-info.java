/** JSON as every module may use it. It depends on Jackson alone. */
@NullMarked
package de.lopezitwelt.platform.json;

import org.jspecify.annotations.NullMarked;
