/** What operators do to data: take schemas back, copy them, prove the copies, look at them. */
@NullMarked
package de.lopezitwelt.platform.local.cli.data;

import org.jspecify.annotations.NullMarked;
