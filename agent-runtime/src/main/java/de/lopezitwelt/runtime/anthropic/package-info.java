/** Anthropic's protocol, spoken by LangChain4j over our own checked, non-blocking connections. */
@NullMarked
package de.lopezitwelt.runtime.anthropic;

import org.jspecify.annotations.NullMarked;
