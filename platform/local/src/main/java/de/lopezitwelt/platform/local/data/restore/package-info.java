/** Brings a server back as it was at one moment, beside the one that runs. */
@NullMarked
package de.lopezitwelt.platform.local.data.restore;

import org.jspecify.annotations.NullMarked;
