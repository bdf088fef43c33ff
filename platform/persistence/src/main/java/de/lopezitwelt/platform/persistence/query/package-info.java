/** Queries whose conditions depend on what the caller asks for. */
@NullMarked
package de.lopezitwelt.platform.persistence.query;

import org.jspecify.annotations.NullMarked;
