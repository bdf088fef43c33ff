/** Tests of the manifests in {@code deploy/kubernetes} and of what checks them. */
@NullMarked
package de.lopezitwelt.platform.local.deploy;

import org.jspecify.annotations.NullMarked;
