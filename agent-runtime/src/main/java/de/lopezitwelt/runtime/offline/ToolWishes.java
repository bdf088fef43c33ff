package de.lopezitwelt.runtime.offline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.tool.CalculatorTool;
import de.lopezitwelt.runtime.tool.DateTimeTool;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises questions that one of the offered tools answers. */
final class ToolWishes {

    private static final Pattern FIGURES = Pattern.compile("[ \\d.,()+*/%^:\u00d7\u00b7\u00f7-]++");
    private static final String OPERATORS = "+*/%^:\u00d7\u00b7\u00f7-";
    private static final Pattern TIME = Pattern.compile(
            "(?iu)\\b(wie viel uhr|wie sp\u00e4t|uhrzeit|welcher tag|welches datum|what time|what day|which day|current time|today's date|what date|date today)\\b");
    private static final int MAX_SCANNED = 2_000;

    private ToolWishes() {}

    /** The call to make; null when no offered tool fits. */
    @Nullable
    static OfflineAnswer in(String text, ModelRequest request) {
        if (request.toolChoice().equals(ToolChoice.NONE) || request.tools().isEmpty()) {
            return null;
        }
        String scanned = text.length() > MAX_SCANNED ? text.substring(0, MAX_SCANNED) : text;
        if (request.toolChoice() instanceof ToolChoice.Function(String name) && offers(request, name)) {
            return call(request, name, "{}");
        }
        String expression = offers(request, CalculatorTool.NAME) ? expression(scanned) : null;
        if (expression != null) {
            String arguments = JsonNodeFactory.instance
                    .objectNode()
                    .put("expression", expression)
                    .toString();
            return call(request, CalculatorTool.NAME, arguments);
        }
        if (offers(request, DateTimeTool.NAME) && TIME.matcher(scanned).find()) {
            return call(request, DateTimeTool.NAME, "{\"time_zone\":\"Europe/Berlin\"}");
        }
        boolean mustCall = request.toolChoice().equals(ToolChoice.REQUIRED);
        return mustCall ? call(request, request.tools().getFirst().name(), "{}") : null;
    }

    /** The first run of figures with an operator between two digits. One look at each character: anybody may send it. */
    static @Nullable String expression(String text) {
        Matcher figures = FIGURES.matcher(text);
        while (figures.find()) {
            String run = figures.group();
            int first = 0;
            while (first < run.length() && !Character.isDigit(run.charAt(first))) {
                first++;
            }
            int last = run.length() - 1;
            while (last > first && !Character.isDigit(run.charAt(last))) {
                last--;
            }
            if (run.substring(Math.min(first, run.length()), Math.max(first, last + 1))
                    .chars()
                    .anyMatch(character -> OPERATORS.indexOf(character) >= 0)) {
                return withItsSigns(run, first, last);
            }
        }
        return null;
    }

    private static String withItsSigns(String run, int first, int last) {
        int from = first;
        while (from > 0 && "-+(".indexOf(run.charAt(from - 1)) >= 0) {
            from--;
        }
        int to = last + 1;
        while (to < run.length() && run.charAt(to) == ')') {
            to++;
        }
        return run.substring(from, to);
    }

    private static boolean offers(ModelRequest request, String name) {
        return request.tools().stream().map(ToolDefinition::name).anyMatch(name::equals);
    }

    private static OfflineAnswer call(ModelRequest request, String name, String arguments) {
        return new OfflineAnswer.Call(new ToolCall("call_" + (request.prompt().size()), name, arguments));
    }
}
