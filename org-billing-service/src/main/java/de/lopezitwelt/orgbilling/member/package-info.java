/** Members of organizations: roles, permissions and who may do what. */
@NullMarked
package de.lopezitwelt.orgbilling.member;

import org.jspecify.annotations.NullMarked;
