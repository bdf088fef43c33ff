/** Schemas and their four accounts on a MySQL server. */
@NullMarked
package de.lopezitwelt.platform.local.account;

import org.jspecify.annotations.NullMarked;
