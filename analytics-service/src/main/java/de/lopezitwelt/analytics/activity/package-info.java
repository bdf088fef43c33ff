/** What users did, shown to themselves. */
@NullMarked
package de.lopezitwelt.analytics.activity;

import org.jspecify.annotations.NullMarked;
