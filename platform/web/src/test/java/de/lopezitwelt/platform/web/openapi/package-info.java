@NullMarked
package de.lopezitwelt.platform.web.openapi;

import org.jspecify.annotations.NullMarked;
