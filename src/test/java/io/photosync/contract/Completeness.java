package io.photosync.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What of a value is there. */
final class Completeness {
    private Completeness() {}

    /** Every component has a value, in the records within it as well. */
    static boolean everythingSet(Object value) {
        return switch (value) {
            case null -> false;
            case Optional<?> optional ->
                optional.filter(Completeness::everythingSet).isPresent();
            case Collection<?> all -> !all.isEmpty() && all.stream().allMatch(Completeness::everythingSet);
            case Map<?, ?> all -> !all.isEmpty() && all.values().stream().allMatch(Completeness::everythingSet);
            case Record all -> components(all).allMatch(Completeness::everythingSet);
            default -> true;
        };
    }

    /** Nothing optional has a value, in the records within it as well. */
    static boolean nothingOptionalSet(Object value) {
        return switch (value) {
            case null -> true;
            case Optional<?> optional -> optional.isEmpty();
            case Collection<?> all -> all.stream().allMatch(Completeness::nothingOptionalSet);
            case Map<?, ?> all -> all.values().stream().allMatch(Completeness::nothingOptionalSet);
            case Record all -> components(all).allMatch(Completeness::nothingOptionalSet);
            default -> true;
        };
    }

    private static Stream<Object> components(Record all) {
        return Arrays.stream(all.getClass().getRecordComponents()).map(component -> value(all, component));
    }

    private static Object value(Record of, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
