@NullMarked
package de.lopezitwelt.orgbilling.organization.settings;

import org.jspecify.annotations.NullMarked;
