/** Tests of what a process is told from outside. */
@NullMarked
package de.lopezitwelt.platform.web.settings;

import org.jspecify.annotations.NullMarked;
