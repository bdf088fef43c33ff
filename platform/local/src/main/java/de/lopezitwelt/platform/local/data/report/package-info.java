/** Reports about a database: slow statements, large tables, unused indexes. */
@NullMarked
package de.lopezitwelt.platform.local.data.report;

import org.jspecify.annotations.NullMarked;
