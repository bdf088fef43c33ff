package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.model.Usage;

/** What a provider reports of the tokens it counted. Each figure may come never, once or, growing, several times. */
public final class ReportedUsage {

    private int prompt = -1;
    private int completion = -1;

    /** All tokens of the prompt; -1, for a figure that cannot be read, is ignored. */
    public void prompt(int tokens) {
        prompt = Math.max(prompt, tokens);
    }

    /** All tokens of the answer; -1 is ignored. */
    public void completion(int tokens) {
        completion = Math.max(completion, tokens);
    }

    /** As reported; where something is missing, what we counted ourselves. */
    Usage orElse(int promptEstimate, int completionEstimate) {
        return prompt >= 0 && completion >= 0
                ? new Usage(prompt, completion, false)
                : new Usage(promptEstimate, completionEstimate, true);
    }
}
