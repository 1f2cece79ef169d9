package io.photosync.deadletter;

import io.photosync.event.Topic;
import java.util.List;

/**
 * A replay that can be counted before it is done.
 *
 * @param lane live for one user, bulk for more: a mass replay must not delay those who change their photo now
 * @param letters those that are replayed
 * @param alreadyReplaying letters left alone because an event is on its way
 * @param unreadable keys of letters that hold no photo event; they can be discarded
 * @param unknown names without an open letter
 * @param left letters that are left for the next request
 */
public record ReplayPlan(
        Topic lane,
        List<Letter> letters,
        int alreadyReplaying,
        List<String> unreadable,
        List<String> unknown,
        int left) {

    static ReplayPlan of(Chosen chosen, int atMost) {
        List<Letter> idle = chosen.letters().stream()
                .filter(letter -> letter.state() == Letter.State.OPEN)
                .toList();
        List<Letter> readable =
                idle.stream().filter(letter -> letter.event().isPresent()).toList();
        List<String> unreadable = idle.stream()
                .filter(letter -> letter.event().isEmpty())
                .map(Letter::key)
                .toList();
        List<Letter> now = readable.subList(0, Math.min(atMost, readable.size()));
        return new ReplayPlan(
                readable.size() == 1 ? Topic.PHOTO_UPDATED : Topic.PHOTO_UPDATED_BULK,
                List.copyOf(now),
                chosen.letters().size() - idle.size(),
                unreadable,
                chosen.unknown(),
                readable.size() - now.size());
    }
}
