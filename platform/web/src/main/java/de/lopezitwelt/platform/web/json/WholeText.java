package de.lopezitwelt.platform.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Serial;
import java.util.Iterator;
import java.util.Map;

/**
 * Refuses ill-formed text: a surrogate without its other half (Unicode 17.0 §3.8, D73). JSON can write one and UTF-8 cannot,
 * so it would become a {@code ?} in a digest or a column, and different passwords would be equal. Checks values and names, in
 * records and in trees.
 */
final class WholeText {
    private WholeText() {}

    static SimpleModule module() {
        return new SimpleModule("whole text")
                .addDeserializer(String.class, new Text())
                .addKeyDeserializer(String.class, new Name())
                .addDeserializer(JsonNode.class, Tree.of(JsonNode.class))
                .addDeserializer(ObjectNode.class, Tree.of(ObjectNode.class))
                .addDeserializer(ArrayNode.class, Tree.of(ArrayNode.class));
    }

    static boolean is(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static final class Text extends StringDeserializer {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = super.deserialize(parser, context);
            if (text != null && !is(text)) {
                throw new BrokenTextException(parser);
            }
            return text;
        }
    }

    private static final class Name extends KeyDeserializer {
        @Override
        public Object deserializeKey(String name, DeserializationContext context) throws IOException {
            if (!is(name)) {
                throw new BrokenTextException(context.getParser());
            }
            return name;
        }
    }

    private static final class Tree extends DelegatingDeserializer {
        @Serial
        private static final long serialVersionUID = 1L;

        private Tree(JsonDeserializer<?> delegate) {
            super(delegate);
        }

        @SuppressWarnings("unchecked")
        static <T extends JsonNode> JsonDeserializer<T> of(Class<T> type) {
            return (JsonDeserializer<T>) (JsonDeserializer<?>) new Tree(JsonNodeDeserializer.getDeserializer(type));
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
            return new Tree(delegate);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Object tree = super.deserialize(parser, context);
            if (tree instanceof JsonNode node) {
                check(node, parser);
            }
            return tree;
        }

        private static void check(JsonNode node, JsonParser parser) throws JsonMappingException {
            if (node.isTextual() && !is(node.textValue())) {
                throw new BrokenTextException(parser);
            }
            for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                if (!is(field.getKey())) {
                    throw new BrokenTextException(parser);
                }
                checkAt(new Reference(node, field.getKey()), field.getValue(), parser);
            }
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                checkAt(new Reference(node, i), node.get(i), parser);
            }
        }

        private static void checkAt(Reference place, JsonNode value, JsonParser parser) throws JsonMappingException {
            try {
                check(value, parser);
            } catch (BrokenTextException broken) {
                broken.prependPath(place);
                throw broken;
            }
        }
    }
}
