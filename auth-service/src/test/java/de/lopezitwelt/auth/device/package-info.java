@NullMarked
package de.lopezitwelt.auth.device;

import org.jspecify.annotations.NullMarked;
