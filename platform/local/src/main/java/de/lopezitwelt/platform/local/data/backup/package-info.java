/** Copies of all schemas at one moment: taken, sealed, stored, read and loaded into a server. */
@NullMarked
package de.lopezitwelt.platform.local.data.backup;

import org.jspecify.annotations.NullMarked;
