/** Tests of migrations as a step of their own. */
@NullMarked
package de.lopezitwelt.platform.persistence.schema;

import org.jspecify.annotations.NullMarked;
