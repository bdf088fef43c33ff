/** The texts that users wrote about their sessions, fetched from chat when an event says that a session was rated. */
@NullMarked
package de.lopezitwelt.analytics.feedback;

import org.jspecify.annotations.NullMarked;
