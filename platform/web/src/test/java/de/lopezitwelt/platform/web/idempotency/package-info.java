@NullMarked
package de.lopezitwelt.platform.web.idempotency;

import org.jspecify.annotations.NullMarked;
