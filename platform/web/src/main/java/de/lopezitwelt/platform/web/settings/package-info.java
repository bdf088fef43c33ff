/** Settings from outside: secrets from files, and the refusal of settings that cannot be intended. */
@NullMarked
package de.lopezitwelt.platform.web.settings;

import org.jspecify.annotations.NullMarked;
