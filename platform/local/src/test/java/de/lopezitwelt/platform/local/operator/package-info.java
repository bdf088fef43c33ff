/** Tests of the operator's calls. */
@NullMarked
package de.lopezitwelt.platform.local.operator;

import org.jspecify.annotations.NullMarked;
