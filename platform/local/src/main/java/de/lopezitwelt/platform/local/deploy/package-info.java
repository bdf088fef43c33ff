/** Manifests for Kubernetes: rendered, checked, and the secrets that they name. */
@NullMarked
package de.lopezitwelt.platform.local.deploy;

import org.jspecify.annotations.NullMarked;
