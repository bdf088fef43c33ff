/** JSON columns. */
@NullMarked
package de.lopezitwelt.orgbilling.json;

import org.jspecify.annotations.NullMarked;
