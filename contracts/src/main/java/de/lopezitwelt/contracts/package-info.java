/** Every event that crosses a service border: records, their JSON Schemas and the topics they travel on. */
@NullMarked
package de.lopezitwelt.contracts;

import org.jspecify.annotations.NullMarked;
