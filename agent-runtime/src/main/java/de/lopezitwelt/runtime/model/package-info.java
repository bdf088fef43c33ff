/** The vocabulary of a reply: turns, events, usage, failures, and what a model must be able to do. */
@NullMarked
package de.lopezitwelt.runtime.model;

import org.jspecify.annotations.NullMarked;
