package io.photosync.deadletter;

import io.photosync.ledger.FirstN;
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
public record DiscardPlan(List<OpenDeadLetter> letters, List<Conflict> conflicts, List<String> unknown, int left) {

    /**
     * @param now the open letter's offset; absent when it was resolved
     */
    public record Conflict(String user, long seen, Optional<Long> now) {}

    /** @param seen for some of the named users, the offset of the letter that the operator looked at */
    static DiscardPlan of(SelectedLetters selectedLetters, Map<String, Long> seen, int atMost) {
        FirstN<OpenDeadLetter> oldest = new FirstN<>(atMost, OpenDeadLetter.OLDEST_FIRST);
        Map<String, Long> offsets = new HashMap<>();
        for (OpenDeadLetter openDeadLetter : selectedLetters.letters()) {
            oldest.offer(openDeadLetter);
            seen.keySet().stream()
                    .filter(openDeadLetter::isOf)
                    .forEach(user -> offsets.put(user, openDeadLetter.open().offset()));
        }
        List<Conflict> conflicts = seen.entrySet().stream()
                .map(entry -> new Conflict(
                        entry.getKey(), entry.getValue(), Optional.ofNullable(offsets.get(entry.getKey()))))
                .filter(look -> !look.now().equals(Optional.of(look.seen())))
                .toList();
        List<OpenDeadLetter> now = oldest.inOrder();
        return new DiscardPlan(now, conflicts, selectedLetters.unknown(), oldest.offered() - now.size());
    }
}
