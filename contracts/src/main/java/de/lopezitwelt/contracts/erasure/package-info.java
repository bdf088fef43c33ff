/** Votes and confirmations of the erasure protocol. They carry no version: count them by subject and service. */
@NullMarked
package de.lopezitwelt.contracts.erasure;

import org.jspecify.annotations.NullMarked;
