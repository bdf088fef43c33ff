package de.lopezitwelt.chat.turn.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import de.lopezitwelt.platform.messaging.EventJson;

/** The origin of a reply as its row keeps it, for the instance that ends it when its own has died. */
public final class OriginJson {
    private OriginJson() {}

    public static String write(ReplyOrigin origin) {
        try {
            return EventJson.MAPPER.writeValueAsString(origin);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static ReplyOrigin read(String stored) {
        try {
            return EventJson.MAPPER.readValue(stored, ReplyOrigin.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a reply holds a broken origin", broken);
        }
    }
}
