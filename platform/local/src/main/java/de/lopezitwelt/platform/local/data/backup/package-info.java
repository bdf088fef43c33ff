/** Copies of all schemas at one moment: taken, sealed, kept, read again and put into a server. */
@NullMarked
package de.lopezitwelt.platform.local.data.backup;

import org.jspecify.annotations.NullMarked;
