/** Replicas of users and agents, with one internal read where they miss. */
@NullMarked
package de.lopezitwelt.orgbilling.directory;

import org.jspecify.annotations.NullMarked;
