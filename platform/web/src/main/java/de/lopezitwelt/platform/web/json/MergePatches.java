package de.lopezitwelt.platform.web.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.json.MergePatch;
import de.lopezitwelt.platform.web.problem.JsonViolations;
import de.lopezitwelt.platform.web.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

/** Applies a patch to the present state and validates the result like a new request. */
@Singleton
public class MergePatches {
    private final ObjectMapper json;
    private final Validator validator;

    MergePatches(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * The record with the patch applied.
     *
     * @param current the editable part of the resource: fields outside of it cannot be patched
     * @param patch the request's body; null when it was empty
     * @throws ProblemException 400 naming the field for an unknown field, a wrong type or a broken constraint
     */
    public <T extends Record> T apply(T current, @Nullable JsonNode patch) {
        if (patch == null || !patch.isObject()) {
            throw ProblemException.invalid("", "must be a JSON object");
        }
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) current.getClass();
        T patched;
        try {
            patched = json.treeToValue(MergePatch.apply(json.valueToTree(current), patch), type);
        } catch (JsonProcessingException broken) {
            throw ProblemException.invalid(JsonViolations.of(broken));
        }
        var violations = validator.validate(patched);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return patched;
    }
}
