/** How a connection to MySQL is kept from others' eyes, for the services and for {@code ./lopez} alike. */
@NullMarked
package de.lopezitwelt.platform.mysql;

import org.jspecify.annotations.NullMarked;
