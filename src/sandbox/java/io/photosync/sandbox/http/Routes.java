package io.photosync.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Path templates such as {@code /users/{id}/photo} and what answers them; the first that fits wins. */
public final class Routes implements Handler {
    private final List<Route> routes = new ArrayList<>();
    private final Handler otherwise;

    /** What answers a request that fitted a route. */
    @FunctionalInterface
    public interface Answer {
        /** @param variables the template's variables, percent-decoded */
        Response answer(Request request, Map<String, String> variables) throws Exception;
    }

    private record Route(String method, List<String> template, Answer answer) {}

    public Routes(Handler otherwise) {
        this.otherwise = otherwise;
    }

    public Routes on(String method, String template, Answer answer) {
        routes.add(new Route(method, segments(template), answer));
        return this;
    }

    @Override
    public Response handle(Request request) throws Exception {
        List<String> path = segments(request.path());
        for (Route route : routes) {
            if (route.method.equals(request.method())) {
                Optional<Map<String, String>> variables = match(route.template, path);
                if (variables.isPresent()) {
                    return route.answer.answer(request, variables.get());
                }
            }
        }
        return otherwise.handle(request);
    }

    private static List<String> segments(String path) {
        return List.of(path.replaceAll("^/+|/+$", "").split("/"));
    }

    private static Optional<Map<String, String>> match(List<String> template, List<String> path) {
        if (template.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String wanted = template.get(i);
            // A plus sign is a plus sign in a path.
            String got = URLDecoder.decode(path.get(i).replace("+", "%2B"), StandardCharsets.UTF_8);
            if (wanted.startsWith("{")) {
                variables.put(wanted.substring(1, wanted.length() - 1), got);
            } else if (!wanted.equalsIgnoreCase(got)) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
