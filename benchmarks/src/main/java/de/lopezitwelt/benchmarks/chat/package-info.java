/** Messages: appending, replies through the gateway, long histories. */
@NullMarked
package de.lopezitwelt.benchmarks.chat;

import org.jspecify.annotations.NullMarked;
