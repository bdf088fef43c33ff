/** Which agents organizations have licensed: a replica. */
@NullMarked
package de.lopezitwelt.agent.licence;

import org.jspecify.annotations.NullMarked;
