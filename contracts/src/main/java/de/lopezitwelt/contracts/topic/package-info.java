/** Names and settings of every topic. */
@NullMarked
package de.lopezitwelt.contracts.topic;

import org.jspecify.annotations.NullMarked;
