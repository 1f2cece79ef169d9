package io.photosync.roster;

import io.photosync.event.RosterEntry;
import io.photosync.graph.PhotoOwners;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Draws managed users whose photo existed when the sweep last polled: guests and service accounts say nothing about
 * Exchange.
 */
@ApplicationScoped
class KnownPhotoOwners implements PhotoOwners {
    private final Ledger ledger;

    KnownPhotoOwners(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<String> draw(int atMost) {
        return draw(ledger.roster(), atMost, ThreadLocalRandom.current());
    }

    /** Uniform sample by reservoir sampling; iterates all users, some milliseconds for 100,000. */
    static List<String> draw(Map<String, RosterEntry> roster, int atMost, RandomGenerator random) {
        List<String> drawn = new ArrayList<>(atMost);
        int seen = 0;
        for (Map.Entry<String, RosterEntry> user : roster.entrySet()) {
            if (!hasPhoto(user.getValue())) {
                continue;
            }
            seen++;
            if (drawn.size() < atMost) {
                drawn.add(user.getKey());
                continue;
            }
            int slot = random.nextInt(seen);
            if (slot < atMost) {
                drawn.set(slot, user.getKey());
            }
        }
        return List.copyOf(drawn);
    }

    private static boolean hasPhoto(RosterEntry entry) {
        return entry.managed() && entry.mailbox() && entry.mediaEtag().isPresent();
    }
}
