package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.model.Usage;

/**
 * The token counts that a provider reports. A figure may be missing, come once, or come repeatedly with larger values.
 * -1 (unreadable) is ignored.
 */
public final class ReportedUsage {

    /** Except for short answers, our estimate is at most this many times the true count. */
    private static final int HIGHEST = 32;
    /** The same for a prompt, of which less is known: providers leave out what they remember, and tools. */
    private static final int HIGHEST_OF_PROMPT = 1_000;

    private int prompt = -1;
    private int completion = -1;
    private int total = -1;
    private int cached;
    private int cacheWritten;
    private int reasoning;

    /** All tokens of the prompt. */
    public void prompt(int tokens) {
        prompt = Math.max(prompt, tokens);
    }

    /** All tokens of the answer. */
    public void completion(int tokens) {
        completion = Math.max(completion, tokens);
    }

    /** All tokens of the call. */
    public void total(int tokens) {
        total = Math.max(total, tokens);
    }

    /** Tokens of the prompt that were read from the provider's cache. */
    public void cached(int tokens) {
        cached = Math.max(cached, tokens);
    }

    /** Tokens of the prompt that were written to the provider's cache. */
    public void cacheWritten(int tokens) {
        cacheWritten = Math.max(cacheWritten, tokens);
    }

    /** Tokens of the answer that are reasoning. */
    public void reasoning(int tokens) {
        reasoning = Math.max(reasoning, tokens);
    }

    /**
     * The usage as reported. A missing or impossible figure is replaced by our estimate.
     *
     * @param said estimated tokens of text and tool calls
     * @param thought estimated tokens of the reasoning that the provider sent us
     */
    Usage orElse(int promptEstimate, int said, int thought) {
        boolean knownPrompt = prompt > promptEstimate / HIGHEST_OF_PROMPT || prompt == 0 && promptEstimate == 0;
        int allPrompt = Math.max(knownPrompt ? prompt : promptEstimate, sum(cached, cacheWritten));
        int reported = withReasoning();
        int estimate = said + thought;
        boolean knownAnswer = reported > estimate / HIGHEST || reported == 0 && estimate == 0;
        int answer = knownAnswer ? reported : estimate;
        int thoughts = reasoning > 0 ? reasoning : thought;
        int hidden = knownAnswer ? answer - completion : 0;
        return new Usage(
                allPrompt,
                answer,
                !knownPrompt || !knownAnswer,
                cached,
                cacheWritten,
                Math.min(answer, Math.max(thoughts, hidden)));
    }

    /** The answer including its reasoning: some providers count reasoning separately, or only in the total. */
    private int withReasoning() {
        if (completion < 0) {
            return -1;
        }
        int answer = reasoning > completion ? sum(completion, reasoning) : completion;
        return prompt > 0 && total - prompt > answer ? total - prompt : answer;
    }

    private static int sum(int one, int other) {
        return (int) Math.min(Integer.MAX_VALUE, (long) one + other);
    }
}
