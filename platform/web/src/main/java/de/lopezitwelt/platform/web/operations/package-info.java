/** What an operator asks of a running service: docs/adr/0012-operators-ask-the-services.md. */
@NullMarked
package de.lopezitwelt.platform.web.operations;

import org.jspecify.annotations.NullMarked;
