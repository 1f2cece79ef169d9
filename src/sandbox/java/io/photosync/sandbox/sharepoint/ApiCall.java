package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.http.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A REST call: the steps of its path, and the method that is meant.
 *
 * @param method {@code X-HTTP-Method} tunnels PUT, MERGE and DELETE through POST
 * @param api address of the host's {@code _api}, for the links in answers
 */
record ApiCall(Host host, String api, String method, List<Segment> path, Request request, Set<String> roles) {

    static ApiCall of(Host host, String api, String path, Request request, Set<String> roles) throws SharePointError {
        String method = request.header("x-http-method")
                .filter(tunnelled -> request.method().equals("POST"))
                .orElse(request.method())
                .toUpperCase(Locale.ROOT);
        return new ApiCall(host, api, method, ODataPath.parse(path, request), request, roles);
    }

    boolean is(String expected) {
        return method.equals(expected);
    }

    Segment last() {
        return path.getLast();
    }

    /** The names of {@code $select}; of a path such as {@code A/B} the first. */
    Set<String> select() {
        return option("$select").stream()
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(name -> name.strip().replaceAll("/.*", ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The part of a list that {@code $skip} and {@code $top} ask for. */
    <T> List<T> page(List<T> all) throws SharePointError {
        int skip = number("$skip", 0);
        int top = number("$top", all.size());
        return all.stream().skip(skip).limit(top).toList();
    }

    private int number(String name, int otherwise) throws SharePointError {
        Optional<String> text = option(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("\\d{1,9}")) {
            throw SharePointError.badQuery("The value of " + name + " is not a number: " + text.get());
        }
        return Integer.parseInt(text.get());
    }

    private Optional<String> option(String name) {
        return request.query().entrySet().stream()
                .filter(parameter -> parameter.getKey().equalsIgnoreCase(name))
                .map(parameter -> parameter.getValue().getFirst())
                .findFirst();
    }
}
