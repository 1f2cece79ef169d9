package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.sharepoint.Segment.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes the path after {@code _api/} apart. A slash or bracket inside quotes belongs to the literal, {@code ''} is one quote,
 * {@code @name} stands for the query parameter of that name.
 */
final class ODataPath {
    private final String text;
    private final Request request;
    private int at;

    private ODataPath(String text, Request request) {
        this.text = text;
        this.request = request;
    }

    /** @param decoded the path after {@code _api/}, no longer percent-encoded */
    static List<Segment> parse(String decoded, Request request) throws SharePointError {
        return new ODataPath(decoded, request).segments();
    }

    private List<Segment> segments() throws SharePointError {
        List<Segment> segments = new ArrayList<>();
        while (at < text.length()) {
            String name = until("/(");
            if (name.isEmpty()) {
                throw invalid();
            }
            List<Argument> arguments = at < text.length() && text.charAt(at) == '(' ? arguments() : List.of();
            segments.add(new Segment(name.toLowerCase(Locale.ROOT), arguments));
            if (at < text.length() && text.charAt(at++) != '/') {
                throw invalid();
            }
        }
        return List.copyOf(segments);
    }

    private List<Argument> arguments() throws SharePointError {
        List<Argument> arguments = new ArrayList<>();
        do {
            at++;
            spaces();
            if (arguments.isEmpty() && peek() == ')') {
                break;
            }
            arguments.add(argument());
            spaces();
        } while (peek() == ',');
        if (peek() != ')') {
            throw invalid();
        }
        at++;
        return List.copyOf(arguments);
    }

    private Argument argument() throws SharePointError {
        if (peek() == '\'' || peek() == '@') {
            return new Argument("", value());
        }
        String word = until("=,)'").strip();
        return switch (peek()) {
            case '=' -> {
                at++;
                spaces();
                yield new Argument(word.toLowerCase(Locale.ROOT), value());
            }
            case '\'' -> new Argument("", literal()); // guid'...'
            default -> new Argument("", word);
        };
    }

    private String value() throws SharePointError {
        return switch (peek()) {
            case '\'' -> literal();
            case '@' -> alias(until(",)").strip());
            default -> until(",)").strip();
        };
    }

    private String alias(String name) throws SharePointError {
        String value = request.query().entrySet().stream()
                .filter(parameter -> parameter.getKey().equalsIgnoreCase(name))
                .map(parameter -> parameter.getValue().getFirst())
                .findFirst()
                .orElseThrow(() -> SharePointError.badQuery("The parameter " + name + " has no value."));
        return value.startsWith("'") ? new ODataPath(value, request).literal() : value;
    }

    private String literal() throws SharePointError {
        StringBuilder literal = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != '\'') {
                literal.append(text.charAt(at));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '\'') {
                literal.append('\'');
                at++;
            } else {
                at++;
                return literal.toString();
            }
        }
        throw invalid();
    }

    private String until(String ends) {
        int start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private void spaces() {
        while (peek() == ' ') {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private SharePointError invalid() {
        return SharePointError.badQuery("The expression \"" + text + "\" is not valid.");
    }
}
