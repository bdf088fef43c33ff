/** How JSON looks on the wire, and how a JSON Merge Patch (RFC 7396) changes validated records. */
@NullMarked
package de.lopezitwelt.platform.web.json;

import org.jspecify.annotations.NullMarked;
