/** How a platform gets its administrators: from its operator. */
@NullMarked
package de.lopezitwelt.auth.administrator;

import org.jspecify.annotations.NullMarked;
