@NullMarked
package de.lopezitwelt.runtime.model;

import org.jspecify.annotations.NullMarked;
