@NullMarked
package de.lopezitwelt.platform.persistence.groupcommit;

import org.jspecify.annotations.NullMarked;
