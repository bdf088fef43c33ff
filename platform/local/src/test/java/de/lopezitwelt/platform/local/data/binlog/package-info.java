/** Tests of the package of the same name. */
@NullMarked
package de.lopezitwelt.platform.local.data.binlog;

import org.jspecify.annotations.NullMarked;
