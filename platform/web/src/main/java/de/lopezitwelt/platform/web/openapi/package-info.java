/** What all services' OpenAPI documents have in common. */
@NullMarked
package de.lopezitwelt.platform.web.openapi;

import org.jspecify.annotations.NullMarked;
