@NullMarked
package de.lopezitwelt.platform.web.metrics;

import org.jspecify.annotations.NullMarked;
