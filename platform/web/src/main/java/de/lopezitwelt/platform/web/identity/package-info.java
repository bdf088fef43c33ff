/** Who is calling, with which role and from where. */
@NullMarked
package de.lopezitwelt.platform.web.identity;

import org.jspecify.annotations.NullMarked;
