package de.lopezitwelt.runtime.wire;

import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallPiece;
import de.lopezitwelt.runtime.model.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Assembles tool calls from the pieces that providers send. In OpenAI's protocol the index identifies a call, its name
 * comes once, and its arguments come as pieces of one text. Providers differ: they repeat the name in each chunk,
 * number all parallel calls 0, omit indexes or ids, give each chunk another id, or repeat all arguments.
 */
public final class ToolCallFragments {

    private static final int MOST_CALLS = 128;

    private final List<PartialCall> calls = new ArrayList<>();

    /** Those that the caller knows. */
    private final Set<String> ids = new HashSet<>();

    /**
     * Adds one piece.
     *
     * @param index the provider's number of the call; -1 when it gives none
     * @param whole whether these are all arguments of the call and not a piece of them
     * @param extra further fields of the call that must be sent back, as a JSON object
     * @throws ModelFailure of kind INVALID_RESPONSE for more than 128 calls
     */
    public void add(
            int index,
            @Nullable String id,
            @Nullable String name,
            @Nullable String arguments,
            boolean whole,
            @Nullable String extra) {
        String knownId = id == null ? "" : id.strip();
        String knownName = name == null ? "" : name.strip();
        String more = arguments == null ? "" : arguments;
        if (knownId.isEmpty() && knownName.isEmpty() && more.isEmpty() && (extra == null || calls.isEmpty())) {
            return;
        }
        PartialCall call = find(index, knownId, knownName);
        if (call == null || call.isOther(knownId, knownName, more)) {
            if (calls.size() == MOST_CALLS) {
                throw ModelFailure.of(Kind.INVALID_RESPONSE);
            }
            calls.forEach(PartialCall::followed);
            call = new PartialCall(index);
            calls.add(call);
        }
        call.take(knownId, knownName, more, whole, extra);
    }

    /** The call that a piece probably belongs to; null when it begins a new one. */
    private @Nullable PartialCall find(int index, String id, String name) {
        if (calls.isEmpty()) {
            return null;
        }
        PartialCall last = calls.getLast();
        if (index >= 0) {
            PartialCall sameIndex = last(index, id);
            boolean drifts = name.isEmpty() && (id.isEmpty() || id.equals(last.id()));
            return sameIndex != null ? sameIndex : drifts ? last : null;
        }
        for (PartialCall call : calls.reversed()) {
            if (!id.isEmpty() && id.equals(call.id())) {
                return call;
            }
        }
        return id.isEmpty() || name.isEmpty() ? last : null;
    }

    /** The call with this index and this id, else the latest call with this index. */
    private @Nullable PartialCall last(int index, String id) {
        PartialCall latest = null;
        for (PartialCall call : calls.reversed()) {
            if (call.index() == index) {
                if (!id.isEmpty() && id.equals(call.id())) {
                    return call;
                }
                latest = latest == null ? call : latest;
            }
        }
        return latest;
    }

    /**
     * Takes the next piece of a call that can be shown; null when there is none. Calls begin in their order.
     *
     * @param complete whether nothing follows
     */
    public @Nullable ToolCallPiece next(boolean complete) {
        for (int i = 0; i < calls.size(); i++) {
            PartialCall call = calls.get(i);
            if (call.hasFresh(complete)) {
                return new ToolCallPiece(i, idOf(call), call.name(), call.take(complete));
            }
            if (!call.begun()) {
                return null;
            }
        }
        return null;
    }

    /** Whether {@link #next} has something to show, with nothing to follow. */
    public boolean hasFresh() {
        for (PartialCall call : calls) {
            if (call.hasFresh(true)) {
                return true;
            }
            if (!call.begun()) {
                return false;
            }
        }
        return false;
    }

    /** Whether no call has begun. */
    public boolean isEmpty() {
        return calls.isEmpty();
    }

    /**
     * The calls, in the order in which they began. Ids that are missing or used twice are replaced.
     *
     * @throws ModelFailure of kind INVALID_RESPONSE for a call without a name
     */
    public List<ToolCall> complete() {
        List<ToolCall> complete = new ArrayList<>(calls.size());
        for (PartialCall call : calls) {
            if (call.name().isEmpty()) {
                throw ModelFailure.of(Kind.INVALID_RESPONSE);
            }
            complete.add(new ToolCall(idOf(call), call.name(), call.arguments(), call.extra()));
        }
        return complete;
    }

    private String idOf(PartialCall call) {
        String known = call.finalId();
        if (known != null) {
            return known;
        }
        String id = call.id();
        while (id.isEmpty() || !ids.add(id)) {
            id = "call_" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
        }
        call.finalId(id);
        return id;
    }
}
