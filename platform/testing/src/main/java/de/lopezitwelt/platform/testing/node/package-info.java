/** Programs for Node that tests run: official clients and servers of protocols that we speak. */
@NullMarked
package de.lopezitwelt.platform.testing.node;

import org.jspecify.annotations.NullMarked;
