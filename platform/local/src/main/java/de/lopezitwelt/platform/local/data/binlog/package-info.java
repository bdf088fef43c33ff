/** The binary log: followed into an archive, read, and replayed up to a transaction. */
@NullMarked
package de.lopezitwelt.platform.local.data.binlog;

import org.jspecify.annotations.NullMarked;
