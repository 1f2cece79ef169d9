package io.photosync.drift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whose turn it is: everybody once, in an order that nobody can foresee, before anybody comes again. A record of two values instead
 * of a list of all who were drawn.
 *
 * @param round another one gives another order
 * @param after the place of the user who was drawn last in this round
 */
public record Draw(long round, Optional<String> after) {
    static final Draw FIRST = new Draw(1, Optional.empty());

    /** @param next the draw after this one */
    record Drawn(List<String> users, Draw next) {}

    /** @param users who can be drawn; others may come in between */
    Drawn draw(Collection<String> users, int count) {
        List<String> drawn = new ArrayList<>(inTurn(users, count));
        int missing = Math.min(count, users.size()) - drawn.size();
        if (missing == 0) {
            return new Drawn(drawn, passed(drawn));
        }
        Draw again = new Draw(round + 1, Optional.empty());
        List<String> others =
                users.stream().filter(user -> !drawn.contains(user)).toList();
        List<String> more = again.inTurn(others, missing);
        drawn.addAll(more);
        return new Drawn(drawn, again.passed(more));
    }

    private List<String> inTurn(Collection<String> users, int count) {
        return users.stream()
                .filter(user ->
                        after.filter(last -> place(user).compareTo(last) <= 0).isEmpty())
                .sorted(Comparator.comparing(this::place))
                .limit(count)
                .toList();
    }

    private Draw passed(List<String> drawn) {
        return drawn.isEmpty() ? this : new Draw(round, Optional.of(place(drawn.getLast())));
    }

    /** A number that looks random (the last step of splitmix64), and the id, which makes it one of a kind. */
    private String place(String user) {
        long mixed = user.hashCode() * 0x9E3779B97F4A7C15L ^ round * 0xD1B54A32D192ED03L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return "%016x%s".formatted(mixed ^ mixed >>> 31, user);
    }
}
