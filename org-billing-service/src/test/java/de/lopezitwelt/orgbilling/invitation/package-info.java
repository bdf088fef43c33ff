@NullMarked
package de.lopezitwelt.orgbilling.invitation;

import org.jspecify.annotations.NullMarked;
