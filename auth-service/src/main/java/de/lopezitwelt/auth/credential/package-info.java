/** Which credentials of requests that go on for long have ended: for services that keep streams open. */
@NullMarked
package de.lopezitwelt.auth.credential;

import org.jspecify.annotations.NullMarked;
