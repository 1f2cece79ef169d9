package io.photosync.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a type is as JSON, told without its name: a line for each field. */
public final class Shape {
    private final List<String> lines = new ArrayList<>();
    private final Deque<Type> within = new ArrayDeque<>();

    private Shape() {}

    /** Lines such as {@code note.httpStatus? integer} and {@code note.code {GRAPH_FAILED GRAPH_REFUSED}}. */
    public static List<String> of(Type type) {
        Shape shape = new Shape();
        shape.add("", type);
        return shape.lines;
    }

    private void add(String path, Type type) {
        switch (type) {
            case ParameterizedType of
            when of.getRawType() == Optional.class -> add(path + "?", of.getActualTypeArguments()[0]);
            case ParameterizedType of
            when raw(of, Collection.class) -> add(path + "[]", of.getActualTypeArguments()[0]);
            case ParameterizedType of when raw(of, Map.class) -> map(path, of);
            case Class<?> plain when plain.isEnum() -> line(path, constants(plain));
            case Class<?> plain when plain.isRecord() -> fields(path, plain);
            case Class<?> plain when plain.isSealed() -> sealed(path, plain);
            default -> line(path, word(type));
        }
    }

    private void map(String path, ParameterizedType map) {
        Type key = map.getActualTypeArguments()[0];
        String keys = key instanceof Class<?> plain && plain.isEnum() ? constants(plain) : "{*}";
        add("%s.%s".formatted(path, keys), map.getActualTypeArguments()[1]);
    }

    private void fields(String path, Class<?> type) {
        if (within.contains(type)) {
            line(path, "(as above)");
            return;
        }
        within.push(type);
        RecordComponent[] components = type.getRecordComponents();
        if (components.length == 0) {
            line(path, "{}");
        }
        for (RecordComponent component : components) {
            add(path.isEmpty() ? name(component) : path + "." + name(component), component.getGenericType());
        }
        within.pop();
    }

    private void sealed(String path, Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        for (int at = 0; at < permitted.length; at++) {
            add("%s|%d".formatted(path, at), permitted[at]);
        }
    }

    private void line(String path, String kind) {
        lines.add((path + " " + kind).strip());
    }

    private static String name(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null || given.value().isEmpty() ? component.getName() : given.value();
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.joining(" ", "{", "}"));
    }

    private static boolean raw(ParameterizedType type, Class<?> kind) {
        return type.getRawType() instanceof Class<?> raw && kind.isAssignableFrom(raw);
    }

    /** The JDK's types do not change their names; ours may. */
    private static String word(Type type) {
        return type instanceof Class<?> plain ? plain.getSimpleName() : type.getTypeName();
    }
}
