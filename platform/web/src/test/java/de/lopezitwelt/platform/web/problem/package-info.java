@NullMarked
package de.lopezitwelt.platform.web.problem;

import org.jspecify.annotations.NullMarked;
