/** The common parts of all services' OpenAPI documents. */
@NullMarked
package de.lopezitwelt.platform.web.openapi;

import org.jspecify.annotations.NullMarked;
