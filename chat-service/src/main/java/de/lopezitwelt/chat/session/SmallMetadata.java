package de.lopezitwelt.chat.session;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Within the limits of {@link Metadata}. */
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = SmallMetadata.Validator.class)
public @interface SmallMetadata {
    String message() default "must be small";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says what is too much. */
    class Validator implements ConstraintValidator<SmallMetadata, JsonNode> {
        @Override
        public boolean isValid(@Nullable JsonNode metadata, ConstraintValidatorContext context) {
            List<String> reasons = new ArrayList<>();
            Metadata.check(metadata, "", (field, reason) -> reasons.add(reason));
            if (!reasons.isEmpty()) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(reasons.getFirst()).addConstraintViolation();
            }
            return reasons.isEmpty();
        }
    }
}
