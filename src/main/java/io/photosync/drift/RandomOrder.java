package io.photosync.drift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose turn it is: everybody once, in an order that nobody can foresee, before anybody comes again. A record of two values instead
 * of a list of all who were drawn.
 *
 * @param round another one gives another order
 * @param after the place of the user who was drawn last in this round
 */
public record RandomOrder(long round, Optional<String> after) {
    static final RandomOrder FIRST = new RandomOrder(1, Optional.empty());

    /** One user, and the draw after theirs. */
    record Turn(String user, RandomOrder next) {}

    /** @param next the draw after all of them */
    record Drawn(List<Turn> turns, RandomOrder next) {

        List<String> users() {
            return turns.stream().map(Turn::user).toList();
        }

        /** Those whose turn comes after that draw. */
        List<Turn> after(RandomOrder done) {
            return turns.stream().filter(turn -> turn.next().isAfter(done)).toList();
        }
    }

    /** @param users who can be drawn; others may come in between */
    Drawn draw(Collection<String> users, int count) {
        List<Turn> turns = new ArrayList<>(inTurn(users, count));
        int missing = Math.min(count, users.size()) - turns.size();
        if (missing > 0) {
            Set<String> drawn = turns.stream().map(Turn::user).collect(Collectors.toSet());
            List<String> others =
                    users.stream().filter(user -> !drawn.contains(user)).toList();
            turns.addAll(new RandomOrder(round + 1, Optional.empty()).inTurn(others, missing));
        }
        return new Drawn(
                List.copyOf(turns), turns.isEmpty() ? this : turns.getLast().next());
    }

    private List<Turn> inTurn(Collection<String> users, int count) {
        return users.stream()
                .map(user -> new Turn(user, new RandomOrder(round, Optional.of(place(user)))))
                .filter(turn -> turn.next().isAfter(this))
                .sorted(Comparator.comparing(turn -> turn.next().after().orElseThrow()))
                .limit(count)
                .toList();
    }

    private boolean isAfter(RandomOrder other) {
        return round != other.round
                ? round > other.round
                : after.filter(place -> other.after
                                .filter(last -> place.compareTo(last) <= 0)
                                .isEmpty())
                        .isPresent();
    }

    /** A number that looks random (the last step of splitmix64), and the id, which makes it one of a kind. */
    private String place(String user) {
        long mixed = user.hashCode() * 0x9E3779B97F4A7C15L ^ round * 0xD1B54A32D192ED03L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return "%016x%s".formatted(mixed ^ mixed >>> 31, user);
    }
}
