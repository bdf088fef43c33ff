/** The platform with a real llama.cpp as its provider. */
@NullMarked
package de.lopezitwelt.system.llama;

import org.jspecify.annotations.NullMarked;
