/** Rules that span modules, read from the sources: dependencies, owners of tables, words. */
@NullMarked
package de.lopezitwelt.system.rules;

import org.jspecify.annotations.NullMarked;
