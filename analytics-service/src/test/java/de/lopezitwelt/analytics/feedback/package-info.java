@NullMarked
package de.lopezitwelt.analytics.feedback;

import org.jspecify.annotations.NullMarked;
