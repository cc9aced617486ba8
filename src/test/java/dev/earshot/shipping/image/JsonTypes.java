package dev.earshot.shipping.image;

import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;

/**
 * Every type of ours that may become JSON or be made of it: what resources and REST clients take and give, entities'
 * JSON columns, what the code hands to Jackson or Vert.x, and all that those are composed of.
 */
final class JsonTypes {
    private final TreeMap<String, String> found = new TreeMap<>();
    private final TreeSet<String> hidden = new TreeSet<>();
    private final Set<Class<?>> seen = new HashSet<>();
    private final List<Class<?>> all = new ArrayList<>();
    /** What has a writer of its own, and so never becomes JSON. */
    private final Set<String> written = new HashSet<>();

    private final ClassLoader loader = JsonTypes.class.getClassLoader();

    static JsonTypes in(java.nio.file.Path classes) {
        JsonTypes types = new JsonTypes();
        try (Stream<java.nio.file.Path> files = Files.walk(classes)) {
            List<java.nio.file.Path> ours = files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.startsWith(classes.resolve("dev/earshot/sandbox")))
                    .toList();
            ours.forEach(file -> types.all.add(types.named(classes.relativize(file))));
            for (int i = 0; i < ours.size(); i++) {
                types.look(types.all.get(i), ours.get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        types.found.keySet().removeAll(types.written);
        return types;
    }

    /** By name, with where each was come across first. */
    Map<String, String> found() {
        return found;
    }

    /**
     * Where a signature says {@code Object} or {@code ?}: what Jackson writes there can't be known, and so not
     * registered.
     */
    Set<String> hidden() {
        return hidden;
    }

    private void look(Class<?> type, java.nio.file.Path file) {
        if (type.isAnnotationPresent(Path.class) || type.isAnnotationPresent(RegisterRestClient.class)) {
            Stream.of(type.getDeclaredMethods())
                    .filter(JsonTypes::isOperation)
                    .forEach(operation -> exchanged(type, operation));
        }
        if (type.isAnnotationPresent(Entity.class)) {
            for (Field field : type.getDeclaredFields()) {
                add(field.getGenericType(), "a column of " + type.getName());
            }
        }
        for (Type extended : type.getGenericInterfaces()) {
            if (extended instanceof ParameterizedType generic
                    && generic.getRawType() == ServerMessageBodyWriter.class) {
                written.add(generic.getActualTypeArguments()[0].getTypeName());
            }
        }
        JsonCalls.in(file, loader).forEach(bound -> add(bound, "JSON calls in " + type.getName()));
    }

    private static boolean isOperation(Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.isAnnotationPresent(HttpMethod.class));
    }

    private void exchanged(Class<?> type, Method operation) {
        String where = type.getName() + "." + operation.getName();
        reveal(operation.getGenericReturnType(), where);
        add(operation.getGenericReturnType(), where);
        Parameter[] parameters = operation.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (isBody(parameters[i])) {
                reveal(operation.getGenericParameterTypes()[i], where);
                add(operation.getGenericParameterTypes()[i], where);
            }
        }
    }

    private static boolean isBody(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotations())
                .map(annotation -> annotation.annotationType().getPackageName())
                .noneMatch(from -> from.startsWith("org.jboss.resteasy") || from.startsWith("jakarta.ws.rs"));
    }

    private void reveal(Type type, String where) {
        if (type == Object.class) {
            hidden.add(where);
        } else if (type instanceof ParameterizedType generic) {
            List.of(generic.getActualTypeArguments()).forEach(argument -> reveal(argument, where));
        } else if (type instanceof WildcardType wildcard) {
            List.of(wildcard.getUpperBounds()).forEach(bound -> reveal(bound, where));
        } else if (type instanceof GenericArrayType array) {
            reveal(array.getGenericComponentType(), where);
        }
    }

    private void add(Type type, String where) {
        if (type instanceof ParameterizedType generic) {
            add(generic.getRawType(), where);
            List.of(generic.getActualTypeArguments()).forEach(argument -> add(argument, where));
        } else if (type instanceof WildcardType wildcard) {
            List.of(wildcard.getUpperBounds()).forEach(bound -> add(bound, where));
        } else if (type instanceof GenericArrayType array) {
            add(array.getGenericComponentType(), where);
        } else if (type instanceof Class<?> plain) {
            add(plain, where);
        }
    }

    private void add(Class<?> type, String where) {
        if (type.isArray()) {
            add(type.getComponentType(), where);
        } else if (type.getName().startsWith("dev.earshot.") && seen.add(type)) {
            if (!type.isInterface()) {
                found.put(type.getName(), where);
            }
            parts(type).forEach(part -> {
                reveal(part, type.getName());
                add(part, type.getName());
            });
            kinds(type).forEach(kind -> add(kind, type.getName()));
        }
    }

    /** What a value of this type may really be: Jackson writes that, whatever was promised. */
    private Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses())
                : all.stream().filter(other -> other != type && type.isAssignableFrom(other));
    }

    private static Set<Type> parts(Class<?> type) {
        if (type.isEnum()) {
            return Set.of();
        }
        Stream<Type> parts = type.isRecord()
                ? Stream.of(type.getRecordComponents()).map(RecordComponent::getGenericType)
                : Stream.of(type.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .map(Field::getGenericType);
        return Set.copyOf(parts.toList());
    }

    private Class<?> named(java.nio.file.Path file) {
        String path = file.toString();
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
