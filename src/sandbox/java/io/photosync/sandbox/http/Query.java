package io.photosync.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Query strings and form bodies: {@code a=1&b=2}, percent-encoded. */
public final class Query {
    private Query() {}

    /**
     * @param raw null for none
     * @return names and values decoded, in order of appearance
     * @throws IllegalArgumentException on a broken percent escape
     */
    public static Map<String, List<String>> parse(String raw) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                if (!pair.isEmpty()) {
                    String[] parts = pair.split("=", 2);
                    parameters
                            .computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
                            .add(parts.length == 2 ? decode(parts[1]) : "");
                }
            }
        }
        return Collections.unmodifiableMap(parameters);
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
