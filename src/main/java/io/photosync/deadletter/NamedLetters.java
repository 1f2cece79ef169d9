package io.photosync.deadletter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * Letters by the names that an operator gave. A name leads to one letter: a leaver and whoever got the name since may
 * both have one, and then the one of the present user is meant.
 */
final class NamedLetters {
    private NamedLetters() {}

    /**
     * Walks through the letters once.
     *
     * @param names ids or user principal names in any case
     * @return the letter by name as given, without names that no letter has
     */
    static Map<String, OpenDeadLetter> of(Iterable<OpenDeadLetter> letters, Set<String> names) {
        Map<String, List<String>> given = new HashMap<>();
        names.forEach(name ->
                given.computeIfAbsent(folded(name), any -> new ArrayList<>()).add(name));
        Map<String, OpenDeadLetter> found = new LinkedHashMap<>();
        for (OpenDeadLetter letter : letters) {
            Stream.of(Optional.of(letter.key()), letter.userPrincipalName())
                    .flatMap(Optional::stream)
                    .flatMap(name -> given.getOrDefault(folded(name), List.of()).stream())
                    .forEach(
                            name -> found.merge(name, letter, BinaryOperator.minBy(OpenDeadLetter.PRESENT_USER_FIRST)));
        }
        return found;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
