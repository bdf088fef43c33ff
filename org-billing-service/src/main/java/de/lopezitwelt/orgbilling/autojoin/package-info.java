/** People of an organization's proven domain who become members by themselves, where the organization wants it. */
@NullMarked
package de.lopezitwelt.orgbilling.autojoin;

import org.jspecify.annotations.NullMarked;
