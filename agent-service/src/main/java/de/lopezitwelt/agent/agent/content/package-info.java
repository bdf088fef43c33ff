/** What an agent consists of: content and configuration, and how its words stand in columns. */
@NullMarked
package de.lopezitwelt.agent.agent.content;

import org.jspecify.annotations.NullMarked;
