/** The actions of users, shown to themselves. */
@NullMarked
package de.lopezitwelt.analytics.activity;

import org.jspecify.annotations.NullMarked;
