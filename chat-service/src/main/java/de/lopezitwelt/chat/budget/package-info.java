/** Hard limits at the point of use: what is counted, for whom, and who is refused. */
@NullMarked
package de.lopezitwelt.chat.budget;

import org.jspecify.annotations.NullMarked;
