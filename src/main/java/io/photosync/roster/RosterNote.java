package io.photosync.roster;

import io.photosync.event.EventJson;
import io.photosync.event.UnreadableRecord;
import io.photosync.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * How the roster stands: the value under {@value #KEY} in {@code photosync-state}.
 *
 * @param deltaLink where the next look at the changes starts; absent before everybody was read
 * @param completeAt when everybody was read last
 * @param changesAt when changes were asked for last
 * @param trouble why the directory, or a group that bounds the scope, cannot be read now
 */
public record RosterNote(
        Optional<String> deltaLink,
        Optional<Instant> completeAt,
        Optional<Instant> changesAt,
        Optional<String> trouble) {
    public static final String KEY = "roster";
    static final RosterNote NONE =
            new RosterNote(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final Logger LOG = Logger.getLogger(RosterNote.class);

    /** A record that nobody can read makes the roster be read anew. */
    public static RosterNote read(Ledger ledger) {
        Optional<byte[]> value = ledger.state(KEY);
        try {
            return value.isEmpty() ? NONE : EventJson.read(value.get(), RosterNote.class);
        } catch (UnreadableRecord e) {
            LOG.warnf("state ignored key=%s: %s", KEY, e.getMessage());
            return NONE;
        }
    }

    /** Whether the roster is that of the whole tenant. */
    public boolean complete() {
        return completeAt.isPresent();
    }

    RosterNote troubled(String why) {
        return new RosterNote(deltaLink, completeAt, changesAt, Optional.of(why));
    }
}
