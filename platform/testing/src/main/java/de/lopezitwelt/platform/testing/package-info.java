/**
 * What the tests of all services share: {@link de.lopezitwelt.platform.testing.BackendsResource} and test identities.
 */
@NullMarked
package de.lopezitwelt.platform.testing;

import org.jspecify.annotations.NullMarked;
