/** The checkout that ./lopez was called in, and Maven run on it. */
@NullMarked
package de.lopezitwelt.platform.local.cli.workplace;

import org.jspecify.annotations.NullMarked;
