/**
 * Makes the replies of this instance: from the first event of the model to the commit of the end, with checkpoints and
 * leases on the way. Recovers replies of instances that died.
 */
@NullMarked
package de.lopezitwelt.chat.reply.run;

import org.jspecify.annotations.NullMarked;
