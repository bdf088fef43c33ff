@NullMarked
package de.lopezitwelt.platform.json;

import org.jspecify.annotations.NullMarked;
