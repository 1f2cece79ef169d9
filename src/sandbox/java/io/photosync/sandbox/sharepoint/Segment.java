package io.photosync.sandbox.sharepoint;

import java.util.List;
import java.util.Optional;

/**
 * One step of an OData path, such as {@code AddUsingPath(decodedurl='a.jpg',overwrite=true)}.
 *
 * @param name in lower case, since SharePoint ignores case
 */
record Segment(String name, List<Argument> arguments) {
    /** @param name in lower case, or empty for an argument known by its position */
    record Argument(String name, String value) {}

    boolean is(String other) {
        return name.equals(other);
    }

    /** The argument of that name (lower case) or, where names are left out, at that position. */
    Optional<String> argument(String argument, int position) {
        Optional<String> named = arguments.stream()
                .filter(a -> a.name.equals(argument))
                .map(Argument::value)
                .findFirst();
        if (named.isPresent() || position >= arguments.size()) {
            return named;
        }
        Argument there = arguments.get(position);
        return there.name.isEmpty() ? Optional.of(there.value) : Optional.empty();
    }

    String demand(String argument, int position) throws SharePointError {
        return argument(argument, position)
                .orElseThrow(() -> SharePointError.badQuery("Missing parameter '" + argument + "' of " + name + "."));
    }
}
