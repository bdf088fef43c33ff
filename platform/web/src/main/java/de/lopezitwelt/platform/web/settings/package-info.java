/** What a process is told from outside: secrets from files, and a refusal of what cannot be meant. */
@NullMarked
package de.lopezitwelt.platform.web.settings;

import org.jspecify.annotations.NullMarked;
