/** The models agents may name and the schemas of their configuration. */
@NullMarked
package de.lopezitwelt.agent.catalog;

import org.jspecify.annotations.NullMarked;
