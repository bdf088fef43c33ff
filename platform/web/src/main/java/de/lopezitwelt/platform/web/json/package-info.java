/** How JSON looks on the wire. */
@NullMarked
package de.lopezitwelt.platform.web.json;

import org.jspecify.annotations.NullMarked;
