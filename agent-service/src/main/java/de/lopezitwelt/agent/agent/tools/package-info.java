/** Which tools an agent's next reply has, and which ones it leaves out. */
@NullMarked
package de.lopezitwelt.agent.agent.tools;

import org.jspecify.annotations.NullMarked;
