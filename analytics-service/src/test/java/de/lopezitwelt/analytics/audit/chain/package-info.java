@NullMarked
package de.lopezitwelt.analytics.audit.chain;

import org.jspecify.annotations.NullMarked;
