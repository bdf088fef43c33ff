/**
 * A reply and the turn that it ends. {@code api} takes messages over HTTP and answers them, {@code start} starts
 * replies, {@code prepare} builds their prompts, {@code run} makes, checkpoints and recovers them, {@code turn.commit}
 * stores their beginning and end, {@code store} keeps their rows, {@code stream} holds their growing text,
 * {@code listen} follows, resumes and cancels them on any instance. This package holds what those share.
 */
@NullMarked
package de.lopezitwelt.chat.reply;

import org.jspecify.annotations.NullMarked;
