package io.photosync.deadletter;

import io.photosync.event.Lane;
import io.photosync.ledger.FirstN;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A replay that is planned and not yet applied.
 *
 * @param lane live for one user, bulk for more: a mass replay must not delay current changes
 * @param letters letters to replay, first those that longest nobody tried
 * @param alreadyReplaying number of letters skipped because an event is pending
 * @param unreadable keys of letters without a photo event, limited like the letters; they can be discarded
 * @param unknown names without an open letter
 * @param left number of letters left for the next request
 */
public record ReplayPlan(
        Lane lane,
        List<OpenDeadLetter> letters,
        int alreadyReplaying,
        List<String> unreadable,
        List<String> unknown,
        int left,
        SinceSeen sinceSeen) {

    static ReplayPlan of(SelectedLetters selectedLetters, Seen seen, int atMost, Instant now) {
        FirstN<OpenDeadLetter> untried = new FirstN<>(atMost, OpenDeadLetter.LONGEST_UNTRIED_FIRST);
        List<String> unreadable = new ArrayList<>();
        SeenCheck check = new SeenCheck(seen);
        int replaying = 0;
        for (OpenDeadLetter openDeadLetter : selectedLetters.letters()) {
            if (!check.admits(openDeadLetter)) {
                continue;
            }
            if (openDeadLetter.state() == OpenDeadLetter.State.REPLAYING) {
                replaying++;
            } else if (openDeadLetter.event().isPresent()) {
                untried.offer(openDeadLetter);
            } else if (unreadable.size() < atMost) {
                unreadable.add(openDeadLetter.key());
            }
        }
        List<OpenDeadLetter> letters = untried.inOrder();
        return new ReplayPlan(
                untried.offered() == 1 ? Lane.LIVE : Lane.BULK,
                letters,
                replaying,
                List.copyOf(unreadable),
                selectedLetters.unknown(),
                untried.offered() - letters.size(),
                check.result(now));
    }
}
