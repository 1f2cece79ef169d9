package io.photosync.sandbox.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the tenant's services see it.
 *
 * @param path the path still percent-encoded, as it came
 * @param query parameters in order of appearance, names and values decoded
 * @param headers names in lower case
 */
public record Request(
        String method, String path, Map<String, List<String>> query, Map<String, List<String>> headers, byte[] body) {

    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    public Optional<String> param(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }
}
