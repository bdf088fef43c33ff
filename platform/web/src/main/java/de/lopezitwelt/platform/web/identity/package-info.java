/** Who is calling: access tokens, API keys, service credentials and the origin of a request. */
@NullMarked
package de.lopezitwelt.platform.web.identity;

import org.jspecify.annotations.NullMarked;
