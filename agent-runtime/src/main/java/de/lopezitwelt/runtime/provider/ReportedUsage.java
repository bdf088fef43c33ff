package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.model.Usage;

/**
 * What a provider reports of the tokens it counted. Each figure may come never, once or, growing, several times; -1, for
 * one that cannot be read, is ignored.
 */
public final class ReportedUsage {

    /** Our estimate is on the high side, but beyond a short answer never by more than this factor. */
    private static final int HIGHEST = 32;

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

    /** Tokens of the answer that the model thought. */
    public void reasoning(int tokens) {
        reasoning = Math.max(reasoning, tokens);
    }

    /**
     * As reported; a figure that is missing, or that cannot be, is what we counted ourselves.
     *
     * @param said estimated tokens of text and tool calls
     * @param thought estimated tokens of what was thought, as far as we were shown it
     */
    Usage orElse(int promptEstimate, int said, int thought) {
        boolean knownPrompt = prompt > 0 || prompt == 0 && promptEstimate == 0;
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

    /** Some providers count what was thought beside the answer, or in the total alone. */
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
