package io.photosync.deadletter;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A discard that can be counted before it is done.
 *
 * @param letters those that are discarded, at the offsets they have now
 * @param conflicts letters that are no longer the ones that were seen; with any of them nothing may be discarded
 * @param unknown names without an open letter
 * @param left letters that are left for the next request
 */
public record DiscardPlan(List<Letter> letters, List<Conflict> conflicts, List<String> unknown, int left) {

    /**
     * @param now the open letter's offset; absent when it was resolved
     */
    public record Conflict(String user, long seen, Optional<Long> now) {}

    /** @param seen for some of the named users, the offset of the letter that the operator looked at */
    static DiscardPlan of(Chosen chosen, Map<String, Long> seen, int atMost) {
        List<Conflict> conflicts = seen.entrySet().stream()
                .map(entry -> new Conflict(entry.getKey(), entry.getValue(), offset(chosen, entry.getKey())))
                .filter(look -> !look.now().equals(Optional.of(look.seen())))
                .toList();
        List<Letter> letters = chosen.letters();
        List<Letter> now = letters.subList(0, Math.min(atMost, letters.size()));
        return new DiscardPlan(List.copyOf(now), conflicts, chosen.unknown(), letters.size() - now.size());
    }

    private static Optional<Long> offset(Chosen chosen, String user) {
        return chosen.letters().stream()
                .filter(letter -> letter.isOf(user))
                .map(letter -> letter.open().offset())
                .findFirst();
    }
}
