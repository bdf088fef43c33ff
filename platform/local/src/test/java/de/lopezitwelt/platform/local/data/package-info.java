/** What tests of data operations share: a server with real migrations, rows in all tables, and what it looks like. */
@NullMarked
package de.lopezitwelt.platform.local.data;

import org.jspecify.annotations.NullMarked;
