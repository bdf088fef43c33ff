@NullMarked
package de.lopezitwelt.platform.web.concurrency;

import org.jspecify.annotations.NullMarked;
