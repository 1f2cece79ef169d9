package io.photosync.deadletter;

import io.photosync.event.Lane;
import io.photosync.ledger.Foremost;
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
        List<Letter> letters,
        int alreadyReplaying,
        List<String> unreadable,
        List<String> unknown,
        int left) {

    static ReplayPlan of(Chosen chosen, int atMost) {
        Foremost<Letter> oldest = new Foremost<>(atMost, Letter.OLDEST_FIRST);
        List<String> unreadable = new ArrayList<>();
        int replaying = 0;
        for (Letter letter : chosen.letters()) {
            if (letter.state() == Letter.State.REPLAYING) {
                replaying++;
            } else if (letter.event().isPresent()) {
                oldest.offer(letter);
            } else if (unreadable.size() < atMost) {
                unreadable.add(letter.key());
            }
        }
        List<Letter> now = oldest.inOrder();
        return new ReplayPlan(
                oldest.offered() == 1 ? Lane.LIVE : Lane.BULK,
                now,
                replaying,
                List.copyOf(unreadable),
                chosen.unknown(),
                oldest.offered() - now.size());
    }
}
