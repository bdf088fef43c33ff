package de.lopezitwelt.runtime.model;

/** Whether the model may, must or must not call tools. */
public sealed interface ToolChoice {

    ToolChoice AUTO = new Mode("auto");
    ToolChoice NONE = new Mode("none");
    ToolChoice REQUIRED = new Mode("required");

    /** {@code auto}, {@code none} or {@code required}. */
    record Mode(String name) implements ToolChoice {}

    /** Exactly this function. */
    record Function(String name) implements ToolChoice {}
}
