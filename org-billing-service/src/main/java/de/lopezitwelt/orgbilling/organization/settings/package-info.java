/** The settings of an organization, and the JSON Schema that describes them. */
@NullMarked
package de.lopezitwelt.orgbilling.organization.settings;

import org.jspecify.annotations.NullMarked;
