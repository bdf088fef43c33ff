/** Cursor pages that stay stable while rows are inserted. */
@NullMarked
package de.lopezitwelt.platform.web.paging;

import org.jspecify.annotations.NullMarked;
