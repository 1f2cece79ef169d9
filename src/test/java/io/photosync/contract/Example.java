package io.photosync.contract;

import io.photosync.event.PhotoEvent;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A value of any record type, the same each time, with everything set or with nothing optional. */
public final class Example {
    private static final Instant TIME = Instant.parse("2026-03-02T08:15:02.417Z");
    private static final Duration TIME_SPAN = Duration.ofMinutes(90);
    private static final int NUMBER = 7;

    private final boolean complete;

    private Example(boolean complete) {
        this.complete = complete;
    }

    public static Object everythingSet(Type type) {
        return new Example(true).of(type, "value");
    }

    public static Object nothingOptionalSet(Type type) {
        return new Example(false).of(type, "value");
    }

    private Object of(Type type, String name) {
        return switch (type) {
            case ParameterizedType of
            when of.getRawType() == Optional.class ->
                complete ? Optional.of(of(of.getActualTypeArguments()[0], name)) : Optional.empty();
            case ParameterizedType of when raw(of, Collection.class) -> list(of.getActualTypeArguments()[0], name);
            case ParameterizedType of when raw(of, Map.class) -> map(of, name);
            case Class<?> plain when plain.isRecord() -> record(plain);
            case Class<?> plain when plain.isEnum() -> plain.getEnumConstants()[0];
            case Class<?> plain -> plain(plain, name);
            default -> throw new IllegalArgumentException("no example of %s".formatted(type));
        };
    }

    private Object list(Type of, String name) {
        return complete ? List.of(of(of, name)) : List.of();
    }

    private Object map(ParameterizedType map, String name) {
        Type[] of = map.getActualTypeArguments();
        return complete ? Map.of(of(of[0], name), of(of[1], name)) : Map.of();
    }

    private Object record(Class<?> type) {
        List<Class<?>> parameters = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            parameters.add(component.getType());
            values.add(of(component.getGenericType(), component.getName()));
        }
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(parameters.toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no example of %s: %s".formatted(type, values), e);
        }
    }

    private Object plain(Class<?> type, String name) {
        if (type == String.class) {
            return text(name);
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == int.class || type == Integer.class) {
            return NUMBER;
        }
        if (type == long.class || type == Long.class) {
            return (long) NUMBER;
        }
        if (type == double.class || type == Double.class) {
            return NUMBER / 2.0;
        }
        if (type == Instant.class) {
            return TIME;
        }
        if (type == Duration.class) {
            return TIME_SPAN;
        }
        if (type == OptionalLong.class) {
            return complete ? OptionalLong.of(NUMBER) : OptionalLong.empty();
        }
        if (type.isSealed()) {
            return of(Arrays.stream(type.getPermittedSubclasses()).findFirst().orElseThrow(), name);
        }
        throw new IllegalArgumentException("no example of %s".formatted(type));
    }

    /** An event has rules of its own for these. */
    private static String text(String name) {
        return switch (name) {
            case "specversion" -> "1.0";
            case "type" -> PhotoEvent.UPDATED;
            default -> name;
        };
    }

    private static boolean raw(ParameterizedType type, Class<?> kind) {
        return type.getRawType() instanceof Class<?> raw && kind.isAssignableFrom(raw);
    }
}
