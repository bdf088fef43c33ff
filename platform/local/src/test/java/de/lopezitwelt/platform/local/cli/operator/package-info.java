/** Tests of the operators' commands. */
@NullMarked
package de.lopezitwelt.platform.local.cli.operator;

import org.jspecify.annotations.NullMarked;
