package io.photosync.ops.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The query of a link: what is chosen stands in the address, so that it can be kept and passed on. */
record Query(Map<String, String> values) {
    static final Query EMPTY = new Query(Map.of());

    Query {
        values = new LinkedHashMap<>(values);
    }

    /** A parameter of a request; empty when it is absent or blank, as a form sends a field that is left empty. */
    static Optional<String> given(String parameter) {
        return Optional.ofNullable(parameter).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** @param value null to leave the parameter out */
    Query with(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(values);
        if (value == null) {
            copy.remove(name);
        } else {
            copy.put(name, value);
        }
        return new Query(copy);
    }

    /** With its question mark; empty when there is no parameter. */
    @Override
    public String toString() {
        return values.isEmpty()
                ? ""
                : values.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
