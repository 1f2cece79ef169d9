package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.http.Request;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A REST call: the steps of its path, and the method that is meant.
 *
 * @param method {@code X-HTTP-Method} tunnels PUT, MERGE and DELETE through POST
 * @param api address of the host's {@code _api}, for the links in answers
 */
record ApiCall(Host host, String api, String method, List<Segment> path, Request request, Set<String> roles) {
    private static final Pattern NAME_IS = Pattern.compile("(?i)Name\\s+eq\\s+'((?:[^']|'')*)'");

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

    /** The name that {@code $filter=Name eq 'x'} asks for, the one filter that is served. */
    Optional<String> nameAskedFor() throws SharePointError {
        Optional<String> filter = option("$filter");
        if (filter.isEmpty()) {
            return Optional.empty();
        }
        Matcher name = NAME_IS.matcher(filter.get().strip());
        if (!name.matches()) {
            throw SharePointError.badQuery("Of $filter the sandbox serves Name eq 'x' only, got: " + filter.get());
        }
        return Optional.of(name.group(1).replace("''", "'"));
    }

    /** The part of a list that {@code $skip} and {@code $top} ask for. */
    <T> List<T> page(List<T> all) throws SharePointError {
        int skip = number("$skip", 0);
        int top = number("$top", all.size());
        return all.stream().skip(skip).limit(top).toList();
    }

    int number(String name, int otherwise) throws SharePointError {
        Optional<String> text = option(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("\\d{1,9}")) {
            throw SharePointError.badQuery("The value of " + name + " is not a number: " + text.get());
        }
        return Integer.parseInt(text.get());
    }

    Optional<String> option(String name) {
        return request.query().entrySet().stream()
                .filter(parameter -> parameter.getKey().equalsIgnoreCase(name))
                .map(parameter -> parameter.getValue().getFirst())
                .findFirst();
    }
}
