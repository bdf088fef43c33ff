/** Commands for those who bring the platform to a cluster. */
@NullMarked
package de.lopezitwelt.platform.local.cli.deploy;

import org.jspecify.annotations.NullMarked;
