/** The platform on one machine: its servers and services, their ports, secrets and files. */
@NullMarked
package de.lopezitwelt.platform.local.platform;

import org.jspecify.annotations.NullMarked;
