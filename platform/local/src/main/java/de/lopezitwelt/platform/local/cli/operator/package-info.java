/** What operators do on a platform: events, summaries, keys, administrators, mails. */
@NullMarked
package de.lopezitwelt.platform.local.cli.operator;

import org.jspecify.annotations.NullMarked;
