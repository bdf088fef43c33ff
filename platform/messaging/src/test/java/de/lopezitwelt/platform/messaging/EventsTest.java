package de.lopezitwelt.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.persistence.IdGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final String TYPE = "de.lopezitwelt.item.counted.v1";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Events events =
            new Events(new IdGenerator(Clock.fixed(NOW, ZoneOffset.UTC)), () -> TRACE, "chat-service");

    @Test
    void domainEventIsAStructuredCloudEvent() throws Exception {
        OutboxMessage message = events.domain(new ItemCounted("i1", 3, null), "i1", 7, "user:u1");

        JsonNode json = EventJson.MAPPER.readTree(message.payload());
        assertThat(json.toString())
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"" + message.id() + "\",\"type\":\"" + TYPE
                        + "\",\"source\":\"/lopez/chat-service\",\"subject\":\"i1\",\"time\":\"2026-03-01T12:00:00.123000Z\","
                        + "\"datacontenttype\":\"application/json\",\"aggregateversion\":7,\"traceparent\":\"" + TRACE
                        + "\",\"actor\":\"user:u1\",\"data\":{\"item_id\":\"i1\",\"amount\":3}}");
        assertThat(message.topic()).isEqualTo("test.items");
        assertThat(message.key()).isEqualTo("i1");
        assertThat(message.aggregateVersion()).isEqualTo(7);
    }

    @Test
    void whatIsWrittenIsRead() {
        OutboxMessage message = events.domain(new ItemCounted("i1", 3, "ä \u0001"), "i1", 7, null);

        DecodedEvent<ItemCounted> event = EventDecoder.decode(bytes(message), TYPE, ItemCounted.class);

        assertThat(event.data()).isEqualTo(new ItemCounted("i1", 3, "ä \u0001"));
        assertThat(event.time()).isEqualTo(NOW);
        assertThat(event.actor()).isNull();
    }

    @Test
    void streamEventIsItsOwnKey() {
        OutboxMessage message = events.stream(new ItemCounted("i1", 1, null), null);

        assertThat(message.key()).isEqualTo(message.id());
        assertThat(message.aggregateVersion()).isNull();
    }

    @Test
    void tombstoneHasTypeAndVersionButNoBody() {
        OutboxMessage message = events.tombstone(ItemState.class, "i1", 9);

        assertThat(message.payload()).isNull();
        assertThat(message.type()).isEqualTo("de.lopezitwelt.item.state.v1");
        assertThat(message.aggregateVersion()).isEqualTo(9);
    }

    @Test
    void fieldsOfTomorrowAreIgnoredAndMissingOnesRefused() {
        assertThat(decode("{\"item_id\":\"i1\",\"amount\":1,\"colour\":{\"a\":[1]}}")
                        .data()
                        .itemId())
                .isEqualTo("i1");
        assertThatThrownBy(() -> decode("{\"amount\":1}"))
                .isInstanceOf(EventContractException.class)
                .hasMessageContaining("itemId is missing");
        assertThatThrownBy(() -> decode("{\"item_id\":\"i1\",\"amount\":null}"))
                .isInstanceOf(EventContractException.class);
        assertThatThrownBy(() -> decode("{\"item_id\":\"i1\",\"amount\":\"many\"}"))
                .isInstanceOf(EventContractException.class);
        assertThatThrownBy(() -> decode("null")).isInstanceOf(EventContractException.class);
    }

    private record Inner(String itemId) {}

    private record Outer(@Nullable Inner first, Inner second) {}

    @Test
    void recordInARecordIsHeldToWhatItDeclares() {
        RecordContract<Outer> contract = RecordContract.of(Outer.class);
        Outer good = new Outer(null, new Inner("i1"));

        assertThat(contract.verified(good)).isEqualTo(good);
        assertThatThrownBy(() -> contract.verified(read("{\"second\":{}}")))
                .isInstanceOf(EventContractException.class)
                .hasMessageContaining("itemId is missing");
        assertThatThrownBy(() -> contract.verified(new Outer(new Inner("\u00e4"), new Inner("i1"))))
                .isInstanceOf(EventContractException.class)
                .hasMessageContaining("itemId is not an id");
    }

    private static Outer read(String json) throws java.io.IOException {
        return EventJson.MAPPER.readValue(json, Outer.class);
    }

    @Test
    void brokenEnvelopesAreRefused() {
        assertThatThrownBy(() -> EventDecoder.decode(bytes("not json"), TYPE, ItemCounted.class))
                .isInstanceOf(EventContractException.class);
        assertThatThrownBy(() -> EventDecoder.decode(bytes("[]"), TYPE, ItemCounted.class))
                .isInstanceOf(EventContractException.class);
        assertThatThrownBy(() -> EventDecoder.decode(new byte[0], TYPE, ItemCounted.class))
                .isInstanceOf(EventContractException.class);
        assertThatThrownBy(() -> EventDecoder.decode(envelope("yesterday", "{}"), TYPE, ItemCounted.class))
                .isInstanceOf(EventContractException.class);
        assertThatThrownBy(() -> EventDecoder.decode(
                        envelope("2026-03-01T12:00:00Z", "{\"item_id\":\"i\",\"amount\":1}"),
                        "other.v1",
                        ItemCounted.class))
                .isInstanceOf(EventContractException.class)
                .hasMessageContaining("announced");
    }

    @Test
    void actorIsTheKeyBeforeThePerson() {
        assertThat(new Actor("u", "k", null, "1.2.3.4", "curl").reference()).isEqualTo("api_key:k");
        assertThat(new Actor("u", null, null, null, null).reference()).isEqualTo("user:u");
        assertThat(Actor.ofService("chat-service").reference()).isEqualTo("service:chat-service");
    }

    private static DecodedEvent<ItemCounted> decode(String data) {
        return EventDecoder.decode(envelope("2026-03-01T12:00:00Z", data), TYPE, ItemCounted.class);
    }

    private static byte[] envelope(String time, String data) {
        return bytes(
                "{\"specversion\":\"1.0\",\"id\":\"e1\",\"type\":\"" + TYPE + "\",\"source\":\"/x\",\"subject\":\"i1\","
                        + "\"time\":\"" + time + "\",\"extra\":{\"deep\":[]},\"data\":" + data + "}");
    }

    private static byte[] bytes(OutboxMessage message) {
        return bytes(Objects.requireNonNull(message.payload()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
