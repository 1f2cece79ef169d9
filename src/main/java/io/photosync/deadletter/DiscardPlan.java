package io.photosync.deadletter;

import io.photosync.ledger.Foremost;
import java.util.HashMap;
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
        Foremost<Letter> oldest = new Foremost<>(atMost, Letter.OLDEST_FIRST);
        Map<String, Long> offsets = new HashMap<>();
        for (Letter letter : chosen.letters()) {
            oldest.offer(letter);
            seen.keySet().stream()
                    .filter(letter::isOf)
                    .forEach(user -> offsets.put(user, letter.open().offset()));
        }
        List<Conflict> conflicts = seen.entrySet().stream()
                .map(entry -> new Conflict(
                        entry.getKey(), entry.getValue(), Optional.ofNullable(offsets.get(entry.getKey()))))
                .filter(look -> !look.now().equals(Optional.of(look.seen())))
                .toList();
        List<Letter> now = oldest.inOrder();
        return new DiscardPlan(now, conflicts, chosen.unknown(), oldest.offered() - now.size());
    }
}
