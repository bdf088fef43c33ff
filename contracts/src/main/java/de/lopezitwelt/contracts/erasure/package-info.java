/** Votes and confirmations of the erasure protocol; they carry no version, so who counts them keys by subject and service. */
@NullMarked
package de.lopezitwelt.contracts.erasure;

import org.jspecify.annotations.NullMarked;
