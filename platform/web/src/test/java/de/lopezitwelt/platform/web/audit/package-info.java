@NullMarked
package de.lopezitwelt.platform.web.audit;

import org.jspecify.annotations.NullMarked;
