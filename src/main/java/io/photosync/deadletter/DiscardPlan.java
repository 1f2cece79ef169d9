package io.photosync.deadletter;

import io.photosync.ledger.FirstN;
import java.time.Instant;
import java.util.List;

/**
 * A discard that is planned and not yet applied.
 *
 * @param letters letters to discard, at their current offsets
 * @param unknown names without an open letter
 * @param left number of letters left for the next request
 */
public record DiscardPlan(List<OpenDeadLetter> letters, List<String> unknown, int left, SinceSeen sinceSeen) {

    /** @param atMost number of letters in the plan */
    static DiscardPlan of(SelectedLetters selectedLetters, Seen seen, int atMost, Instant now) {
        FirstN<OpenDeadLetter> oldest = new FirstN<>(atMost, OpenDeadLetter.OLDEST_FIRST);
        SeenCheck check = new SeenCheck(seen);
        for (OpenDeadLetter openDeadLetter : selectedLetters.letters()) {
            if (check.admits(openDeadLetter)) {
                oldest.offer(openDeadLetter);
            }
        }
        List<OpenDeadLetter> letters = oldest.inOrder();
        return new DiscardPlan(
                letters, selectedLetters.unknown(), oldest.offered() - letters.size(), check.result(now));
    }
}
