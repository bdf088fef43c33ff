/** How values stand in columns: enums by their names in lower case, JSON as text. */
@NullMarked
package de.lopezitwelt.platform.persistence.column;

import org.jspecify.annotations.NullMarked;
