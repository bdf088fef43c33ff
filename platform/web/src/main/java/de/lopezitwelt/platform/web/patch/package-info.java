/** JSON Merge Patch (RFC 7396) onto validated records. */
@NullMarked
package de.lopezitwelt.platform.web.patch;

import org.jspecify.annotations.NullMarked;
