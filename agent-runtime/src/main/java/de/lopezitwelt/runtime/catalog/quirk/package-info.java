/** What providers and models do differently from OpenAI, as data of the catalog, and the presets of common servers. */
@NullMarked
package de.lopezitwelt.runtime.catalog.quirk;

import org.jspecify.annotations.NullMarked;
