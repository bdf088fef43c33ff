/** The operator's catalog of providers and models. */
@NullMarked
package de.lopezitwelt.runtime.catalog;

import org.jspecify.annotations.NullMarked;
