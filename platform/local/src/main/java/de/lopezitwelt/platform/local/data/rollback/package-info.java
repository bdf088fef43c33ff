/** Takes schemas back to earlier versions, one migration at a time, by undo scripts that stand beside the migrations. */
@NullMarked
package de.lopezitwelt.platform.local.data.rollback;

import org.jspecify.annotations.NullMarked;
