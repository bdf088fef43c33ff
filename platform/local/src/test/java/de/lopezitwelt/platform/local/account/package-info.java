/** Tests of the package of the same name. */
@NullMarked
package de.lopezitwelt.platform.local.account;

import org.jspecify.annotations.NullMarked;
