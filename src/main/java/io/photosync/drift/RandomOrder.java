package io.photosync.drift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Draws each user once per round in an unpredictable order. Two values replace a list of all drawn users.
 *
 * @param round another number gives another order
 * @param after rank of the last user drawn in this round
 */
public record RandomOrder(long round, Optional<String> after) {
    static final RandomOrder FIRST = new RandomOrder(1, Optional.empty());

    /** One user, and the state after drawing that user. */
    record Turn(String user, RandomOrder next) {}

    /** @param next the state after all turns */
    record Drawn(List<Turn> turns, RandomOrder next) {

        List<String> users() {
            return turns.stream().map(Turn::user).toList();
        }

        /** Turns after that state. */
        List<Turn> after(RandomOrder done) {
            return turns.stream().filter(turn -> turn.next().isAfter(done)).toList();
        }
    }

    /**
     * @param users candidates; they may change between draws
     * @param count maximum number of turns
     */
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
                .map(user -> new Turn(user, new RandomOrder(round, Optional.of(rank(user)))))
                .filter(turn -> turn.next().isAfter(this))
                .sorted(Comparator.comparing(turn -> turn.next().after().orElseThrow()))
                .limit(count)
                .toList();
    }

    private boolean isAfter(RandomOrder other) {
        return round != other.round
                ? round > other.round
                : after.filter(rank -> other.after
                                .filter(last -> rank.compareTo(last) <= 0)
                                .isEmpty())
                        .isPresent();
    }

    /** A pseudo-random number (the last step of splitmix64), followed by the id to make it unique. */
    private String rank(String user) {
        long mixed = user.hashCode() * 0x9E3779B97F4A7C15L ^ round * 0xD1B54A32D192ED03L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return "%016x%s".formatted(mixed ^ mixed >>> 31, user);
    }
}
