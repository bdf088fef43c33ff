/** Access tokens and API keys: how they are verified, and what ends them before they expire. */
@NullMarked
package de.lopezitwelt.platform.web.identity.credential;

import org.jspecify.annotations.NullMarked;
