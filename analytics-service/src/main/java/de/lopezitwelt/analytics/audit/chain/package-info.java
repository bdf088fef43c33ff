/** The hash chain of audit entries: how an entry is digested and linked, and how the chain is checked. */
@NullMarked
package de.lopezitwelt.analytics.audit.chain;

import org.jspecify.annotations.NullMarked;
