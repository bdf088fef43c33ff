/** Every event that crosses a service border: its record, its JSON Schema and its topic. */
@NullMarked
package de.lopezitwelt.contracts;

import org.jspecify.annotations.NullMarked;
