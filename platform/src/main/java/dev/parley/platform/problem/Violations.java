package dev.parley.platform.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Bean Validation's findings as a problem: each with a JSON Pointer in the API's own names. */
final class Violations {

    private static final int MAX_ERRORS = 50;

    /** The one constraint on a body as a whole. */
    private static final String MISSING = "NotNull";

    private Violations() {}

    static Problem problem(ConstraintViolationException violations) {
        List<FieldError> errors =
                violations.getConstraintViolations().stream()
                        .map(Violations::error)
                        .sorted(
                                Comparator.comparing(FieldError::pointer)
                                        .thenComparing(FieldError::message))
                        .limit(MAX_ERRORS)
                        .toList();
        boolean noBody = errors.stream().allMatch(error -> error.pointer().isEmpty());
        if (noBody) {
            return Problem.of(
                    PlatformError.MALFORMED_JSON, "The body is empty; send a JSON object.");
        }
        FieldError first = errors.getFirst();
        return Problem.of(
                PlatformError.VALIDATION_FAILED,
                "The value of " + first.pointer() + ' ' + first.message() + '.',
                errors);
    }

    private static FieldError error(ConstraintViolation<?> violation) {
        String constraint =
                violation
                        .getConstraintDescriptor()
                        .getAnnotation()
                        .annotationType()
                        .getSimpleName();
        String pointer = pointer(violation.getPropertyPath());
        boolean ofParameter = pointer.isEmpty() && !constraint.equals(MISSING);
        return new FieldError(
                ofParameter ? parameter(violation.getPropertyPath()) : pointer,
                kebab(constraint),
                violation.getMessage());
    }

    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            boolean inBody = node.getKind() == ElementKind.PROPERTY;
            boolean element = node.getKind() == ElementKind.CONTAINER_ELEMENT;
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(node.getKey());
            }
            if (inBody && !element && !node.getName().equals("pairs")) {
                pointer.append('/').append(snake(node.getName()));
            }
        }
        return pointer.toString();
    }

    /** A parameter of the path or the query is named as it is written there. */
    private static String parameter(Path path) {
        String last = "";
        for (Path.Node node : path) {
            last = node.getName();
        }
        return snake(last);
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
