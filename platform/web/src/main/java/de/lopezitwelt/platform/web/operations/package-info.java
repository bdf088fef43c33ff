/** Operations of a running service for operators: docs/adr/0012-operators-ask-the-services.md. */
@NullMarked
package de.lopezitwelt.platform.web.operations;

import org.jspecify.annotations.NullMarked;
