/** What an agent is configured to do, validated by the published JSON Schema of its type. */
@NullMarked
package de.lopezitwelt.runtime.agent;

import org.jspecify.annotations.NullMarked;
