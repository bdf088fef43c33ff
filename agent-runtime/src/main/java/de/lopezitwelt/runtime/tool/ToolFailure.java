package de.lopezitwelt.runtime.tool;

/** A tool that could not do what it was asked; the message is for the model. */
public final class ToolFailure extends RuntimeException {

    public ToolFailure(String message) {
        super(message, null, false, false);
    }
}
