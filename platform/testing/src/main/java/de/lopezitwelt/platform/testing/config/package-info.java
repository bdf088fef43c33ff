/** Tests of configuration interfaces: their defaults and their keys. */
@NullMarked
package de.lopezitwelt.platform.testing.config;

import org.jspecify.annotations.NullMarked;
