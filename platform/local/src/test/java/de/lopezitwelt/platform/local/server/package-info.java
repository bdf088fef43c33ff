/** Tests of the package of the same name. */
@NullMarked
package de.lopezitwelt.platform.local.server;

import org.jspecify.annotations.NullMarked;
