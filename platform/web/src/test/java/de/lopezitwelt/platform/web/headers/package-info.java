@NullMarked
package de.lopezitwelt.platform.web.headers;

import org.jspecify.annotations.NullMarked;
