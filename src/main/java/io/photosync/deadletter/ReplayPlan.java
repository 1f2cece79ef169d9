package io.photosync.deadletter;

import io.photosync.event.Lane;
import io.photosync.ledger.FirstN;
import java.util.ArrayList;
import java.util.List;

/**
 * A replay that can be counted before it is done.
 *
 * @param lane live for one user, bulk for more: a mass replay must not delay those who change their photo now
 * @param letters those that are replayed, the oldest failure first: who waited longest goes first
 * @param alreadyReplaying letters left alone because an event is on its way
 * @param unreadable keys of letters that hold no photo event, not more than can be acted on; they can be discarded
 * @param unknown names without an open letter
 * @param left letters that are left for the next request
 */
public record ReplayPlan(
        Lane lane,
        List<OpenDeadLetter> letters,
        int alreadyReplaying,
        List<String> unreadable,
        List<String> unknown,
        int left) {

    static ReplayPlan of(SelectedLetters selectedLetters, int atMost) {
        FirstN<OpenDeadLetter> oldest = new FirstN<>(atMost, OpenDeadLetter.OLDEST_FIRST);
        List<String> unreadable = new ArrayList<>();
        int replaying = 0;
        for (OpenDeadLetter openDeadLetter : selectedLetters.letters()) {
            if (openDeadLetter.state() == OpenDeadLetter.State.REPLAYING) {
                replaying++;
            } else if (openDeadLetter.event().isPresent()) {
                oldest.offer(openDeadLetter);
            } else if (unreadable.size() < atMost) {
                unreadable.add(openDeadLetter.key());
            }
        }
        List<OpenDeadLetter> now = oldest.inOrder();
        return new ReplayPlan(
                oldest.offered() == 1 ? Lane.LIVE : Lane.BULK,
                now,
                replaying,
                List.copyOf(unreadable),
                selectedLetters.unknown(),
                oldest.offered() - now.size());
    }
}
