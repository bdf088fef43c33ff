package de.lopezitwelt.runtime.offline;

import de.lopezitwelt.runtime.model.ToolCall;

/** What the offline model does next. */
sealed interface OfflineAnswer {

    record Say(String text) implements OfflineAnswer {}

    record Call(ToolCall call) implements OfflineAnswer {}
}
