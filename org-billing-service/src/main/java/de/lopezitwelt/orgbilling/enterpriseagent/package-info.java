/** Agents licensed to an organization under its own configuration and limits. */
@NullMarked
package de.lopezitwelt.orgbilling.enterpriseagent;

import org.jspecify.annotations.NullMarked;
