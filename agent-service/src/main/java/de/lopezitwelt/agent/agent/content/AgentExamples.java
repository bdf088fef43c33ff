package de.lopezitwelt.agent.agent.content;

/** One agent of each type, as the OpenAPI document shows them. Each is valid: a test creates them. */
public final class AgentExamples {
    public static final String CHATBOT = """
            {"name": "Concierge", "type": "chatbot", "model": "lopez-offline",
             "config": {"system_prompt": "You are the concierge of a small hotel. Be brief.", "temperature": 0.7,
                        "languages": ["de", "en"]}}""";

    public static final String ASSISTANT = """
            {"name": "Clerk", "type": "assistant", "model": "lopez-offline",
             "config": {"system_prompt": "Calculate before you answer.",
                        "tools": ["calculator", "date_time", "units", "http_get", "mcp:tickets"],
                        "max_tool_rounds": 4, "max_tool_seconds": 60, "max_tool_cost": 0.05}}""";

    public static final String ANALYZER = """
            {"name": "Mood", "type": "analyzer", "model": "lopez-offline",
             "config": {"output_schema": {"type": "object", "required": ["mood"],
                        "properties": {"mood": {"enum": ["good", "bad"]}, "reason": {"type": "string"}}}}}""";

    public static final String TRANSLATOR = """
            {"name": "Manual to German", "type": "translator", "model": "lopez-offline",
             "config": {"source_language": "en", "target_language": "de",
                        "glossary": {"cloud": "Rechenwolke", "invoice": "Rechnung"}}}""";

    private AgentExamples() {}
}
