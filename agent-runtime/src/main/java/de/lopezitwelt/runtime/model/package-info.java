/** The vocabulary of a reply: prompt messages, events, usage, failures, and the abilities that a model needs. */
@NullMarked
package de.lopezitwelt.runtime.model;

import org.jspecify.annotations.NullMarked;
