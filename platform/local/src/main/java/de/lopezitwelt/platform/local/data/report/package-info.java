/** What a database is like: what is slow, what is large, what is never used. */
@NullMarked
package de.lopezitwelt.platform.local.data.report;

import org.jspecify.annotations.NullMarked;
