package dev.earshot.http.error;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The name of a field that breaks a rule, as the caller knows it. */
final class ViolatedField {
    private ViolatedField() {}

    /** Only bodies are required as a whole. */
    private static boolean isMissing(ConstraintViolation<?> violation) {
        return violation.getConstraintDescriptor().getAnnotation().annotationType() == NotNull.class;
    }

    /** A violation's path starts with the resource method and its parameter; the caller knows only what follows. */
    static String of(ConstraintViolation<?> violation) {
        List<Path.Node> nodes = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .toList();
        Path.Node last = nodes.get(nodes.size() - 1);
        if (last.getKind() == ElementKind.PARAMETER && isMissing(violation)) {
            return "body";
        }
        int own = Math.min(violation.getExecutableParameters() == null ? 0 : nodes.size() > 2 ? 2 : 1, nodes.size());
        return nodes.subList(own, nodes.size()).stream()
                .filter(node -> node.getKind() != ElementKind.CONTAINER_ELEMENT)
                .map(Path.Node::toString)
                .collect(Collectors.joining("."));
    }
}
