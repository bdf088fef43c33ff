/** Tests of {@code oauth}. */
@NullMarked
package de.lopezitwelt.runtime.mcp.oauth;

import org.jspecify.annotations.NullMarked;
