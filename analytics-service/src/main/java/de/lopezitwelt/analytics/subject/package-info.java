/** Users and agents as analytics knows them: who owns an agent, and who was erased. */
@NullMarked
package de.lopezitwelt.analytics.subject;

import org.jspecify.annotations.NullMarked;
