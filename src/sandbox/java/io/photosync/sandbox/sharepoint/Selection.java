package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.sharepoint.Answer.Entity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The selected properties of an entity: {@code $select=Name,File/Length&$expand=File}. Properties that are not selected
 * are omitted, navigations that are not expanded cannot be selected, and an unknown name is an error.
 */
record Selection(List<String> names, List<String> expanded) {

    static Selection of(ApiCall call) {
        return new Selection(listed(call, "$select"), listed(call, "$expand"));
    }

    private static List<String> listed(ApiCall call, String option) {
        return call.option(option).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    boolean expands(String navigation) {
        return expanded.stream().anyMatch(navigation::equalsIgnoreCase);
    }

    Entity of(Entity entity) throws SharePointError {
        return of(entity, Set.of(), Map.of());
    }

    /**
     * @param onDemand properties that come only if they are selected
     * @param navigations what {@code $expand} may name: an entity, a list of them, or null
     */
    Entity of(Entity entity, Set<String> onDemand, Map<String, ?> navigations) throws SharePointError {
        check(entity, navigations.keySet());
        Map<String, Object> kept = new LinkedHashMap<>();
        entity.properties().forEach((name, value) -> {
            if (isWanted(name, onDemand.contains(name))) {
                kept.put(name, value);
            }
        });
        for (Map.Entry<String, ?> navigation : new TreeMap<>(navigations).entrySet()) {
            if (expands(navigation.getKey()) && (names.isEmpty() || isEntered(navigation.getKey()))) {
                kept.put(navigation.getKey(), within(navigation.getKey(), navigation.getValue()));
            }
        }
        return new Entity(entity.type(), entity.id(), kept);
    }

    private boolean isWanted(String property, boolean onDemand) {
        return names.isEmpty() || names.contains("*") ? !onDemand || selects(property) : selects(property);
    }

    private boolean selects(String property) {
        return names.stream().anyMatch(property::equalsIgnoreCase);
    }

    private boolean isEntered(String navigation) {
        return names.stream().anyMatch(name -> head(name).equalsIgnoreCase(navigation));
    }

    private Object within(String navigation, Object value) throws SharePointError {
        List<String> inner = names.stream()
                .filter(name -> name.contains("/") && head(name).equalsIgnoreCase(navigation))
                .map(name -> name.substring(name.indexOf('/') + 1))
                .toList();
        Selection selection = new Selection(inner, List.of());
        if (value instanceof List<?> list) {
            List<Entity> selected = new java.util.ArrayList<>();
            for (Object one : list) {
                selected.add(selection.of((Entity) one));
            }
            return selected;
        }
        return value == null ? null : selection.of((Entity) value);
    }

    private void check(Entity entity, Set<String> navigations) throws SharePointError {
        Set<String> properties = lower(entity.properties().keySet());
        Set<String> ways = lower(navigations);
        for (String way : expanded) {
            if (!ways.contains(way.toLowerCase(Locale.ROOT))) {
                throw SharePointError.badQuery("The query option $expand=%s is not served on %s by the sandbox."
                        .formatted(way, entity.type()));
            }
        }
        for (String name : names) {
            String head = head(name).toLowerCase(Locale.ROOT);
            boolean entered = ways.contains(head) && expands(head);
            if (!name.equals("*") && !entered && !(properties.contains(head) && !name.contains("/"))) {
                throw ways.contains(head)
                        ? SharePointError.badQuery("The query to field '%s' is not valid: $expand must contain %s."
                                .formatted(name, head(name)))
                        : SharePointError.badQuery("The field or property '%s' does not exist.".formatted(name));
            }
        }
    }

    private static Set<String> lower(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private static String head(String name) {
        return name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
    }
}
