/** What people did, for themselves to see. */
@NullMarked
package de.lopezitwelt.analytics.activity;

import org.jspecify.annotations.NullMarked;
