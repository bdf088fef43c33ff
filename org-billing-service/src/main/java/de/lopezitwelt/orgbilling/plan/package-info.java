/** Plans with their prices and limits, and the periods they are billed for. */
@NullMarked
package de.lopezitwelt.orgbilling.plan;

import org.jspecify.annotations.NullMarked;
