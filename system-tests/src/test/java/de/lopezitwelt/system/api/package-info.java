/** The OpenAPI documents: what they promise, against what the services answer, odd and bad input included. */
@NullMarked
package de.lopezitwelt.system.api;

import org.jspecify.annotations.NullMarked;
