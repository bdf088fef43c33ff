/** Query parameters an operation does not know. */
@NullMarked
package de.lopezitwelt.platform.web.query;

import org.jspecify.annotations.NullMarked;
