package de.lopezitwelt.platform.web.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names broken constraints by the path the client wrote: snake_case, without the method and its body parameter. */
final class ConstraintProblems {
    private ConstraintProblems() {}

    static ProblemException of(ConstraintViolationException broken) {
        var violations = broken.getConstraintViolations();
        boolean ourFault = violations.stream().anyMatch(ConstraintProblems::isReturnValue);
        if (ourFault || violations.isEmpty()) {
            return new ProblemException(CommonProblem.INTERNAL);
        }
        return ProblemException.invalid(violations.stream()
                .map(violation -> new Violation(fieldOf(violation.getPropertyPath()), violation.getMessage()))
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::reason))
                .toList());
    }

    static boolean isReturnValue(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    private static String fieldOf(Path path) {
        List<Path.Node> nodes = new ArrayList<>();
        path.forEach(nodes::add);
        nodes.removeIf(node -> node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.CONSTRUCTOR);
        boolean bodyParameter = nodes.size() > 1 && nodes.getFirst().getKind() == ElementKind.PARAMETER;
        var text = new StringBuilder();
        for (Path.Node node : bodyParameter ? nodes.subList(1, nodes.size()) : nodes) {
            append(text, node);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Path.Node node) {
        if (node.isInIterable() && node.getIndex() != null) {
            text.append('[').append(node.getIndex()).append(']');
        } else if (node.isInIterable() && node.getKey() != null) {
            text.append('.').append(node.getKey());
        }
        boolean named = node.getName() != null && node.getKind() != ElementKind.CONTAINER_ELEMENT;
        if (named) {
            text.append(text.isEmpty() ? "" : ".").append(snakeCase(node.getName()));
        }
    }

    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
    }
}
