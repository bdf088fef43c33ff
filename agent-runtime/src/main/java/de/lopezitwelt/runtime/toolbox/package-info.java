/** Which tools an agent may use. */
@NullMarked
package de.lopezitwelt.runtime.toolbox;

import org.jspecify.annotations.NullMarked;
