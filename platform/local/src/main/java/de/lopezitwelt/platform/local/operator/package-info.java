/** The operator's calls to running services: docs/adr/0012-operators-ask-the-services.md. */
@NullMarked
package de.lopezitwelt.platform.local.operator;

import org.jspecify.annotations.NullMarked;
