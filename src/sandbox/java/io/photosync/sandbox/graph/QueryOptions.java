package io.photosync.sandbox.graph;

import io.photosync.sandbox.http.Request;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The query options and preferences that an address serves. Any other is refused by name: an option that is left out without a word
 * makes an answer that Graph would not give.
 *
 * @param parameters such as {@code $select}, in lower case
 * @param preferences of the header Prefer, such as {@code odata.maxpagesize}
 */
record QueryOptions(Set<String> parameters, Set<String> preferences) {
    static final QueryOptions NONE = new QueryOptions(Set.of(), Set.of());

    static QueryOptions of(String... parameters) {
        return new QueryOptions(Set.of(parameters), Set.of());
    }

    QueryOptions preferring(String... names) {
        return new QueryOptions(parameters, Set.of(names));
    }

    void check(Request request) throws GraphError {
        for (String parameter : request.query().keySet()) {
            if (!parameters.contains(parameter.toLowerCase(Locale.ROOT))) {
                throw unsupported("the query option " + parameter, request);
            }
        }
        for (String header : request.headers().getOrDefault("prefer", List.of())) {
            for (String preference : header.split(",")) {
                String name = preference.split("=")[0].strip().toLowerCase(Locale.ROOT);
                if (!preferences.contains(name)) {
                    throw unsupported("the header Prefer: " + preference.strip(), request);
                }
            }
        }
    }

    private static GraphError unsupported(String what, Request request) {
        return new GraphError(
                400,
                "Request_UnsupportedQuery",
                "The sandbox does not serve %s on %s %s.".formatted(what, request.method(), request.path()));
    }
}
