/** The platform under test and its clients, shared by all system tests. */
@NullMarked
package de.lopezitwelt.system.support;

import org.jspecify.annotations.NullMarked;
