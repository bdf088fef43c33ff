/** Hard limits, enforced at the point of use: what is counted, for which subject, and which requests are refused. */
@NullMarked
package de.lopezitwelt.chat.budget;

import org.jspecify.annotations.NullMarked;
