package io.photosync.deadletter;

import io.photosync.ledger.FirstN;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A discard that is planned and not yet applied.
 *
 * @param letters letters to discard, at their current offsets
 * @param conflicts letters at another offset than the operator saw; any conflict prevents the whole discard
 * @param unknown names without an open letter
 * @param left number of letters left for the next request
 */
public record DiscardPlan(List<OpenDeadLetter> letters, List<Conflict> conflicts, List<String> unknown, int left) {

    /**
     * @param seen offset that the operator saw
     * @param now offset of the open letter; absent when it was resolved
     */
    public record Conflict(String user, long seen, Optional<Long> now) {}

    /**
     * @param seen for some of the named users, the offset of the letter that the operator saw
     * @param atMost number of letters in the plan
     */
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
