package de.lopezitwelt.chat.budget.counter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reservations as a reply's row stores them, so that any instance can settle a reply whose owner died. */
public final class ReservationsJson {
    private ReservationsJson() {}

    public static String write(Collection<Reservation> reservations) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Reservation reservation : reservations) {
            CounterKey key = reservation.key();
            array.addObject()
                    .put("subject_type", key.subjectType().wireName())
                    .put("subject_id", key.subjectId())
                    .put("limit", key.limit().wireName())
                    .put("window_start", key.windowStart().toString())
                    .put("amount", reservation.amount());
        }
        return array.toString();
    }

    public static List<Reservation> read(JsonNode array) {
        List<Reservation> reservations = new ArrayList<>();
        for (JsonNode node : array) {
            CounterKey key = new CounterKey(
                    WireEnum.parse(
                            EntitlementSubject.class, node.path("subject_type").asText()),
                    node.path("subject_id").asText(),
                    LimitName.fromWire(node.path("limit").asText()),
                    LocalDate.parse(node.path("window_start").asText()));
            reservations.add(new Reservation(key, node.path("amount").asLong()));
        }
        return reservations;
    }
}
