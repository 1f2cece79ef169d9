package io.photosync.masschange;

import io.photosync.event.JournalEntry;
import io.photosync.kafka.StateKey;
import io.photosync.ledger.Ledger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * An operator's decision about a photo that many users got: the value under {@code mass-change/} and its SHA-256 in
 * {@code photosync-state}. Permanent for these bytes; the last decision counts.
 */
public record MassChangeDecision(Action action, String by, String reason, Instant at) {
    private static final Logger LOG = Logger.getLogger(MassChangeDecision.class);

    /** Possible decisions. */
    public enum Action {
        /** Write it for all users who have it in Exchange, now and later. */
        RELEASE,
        /** Write it for no user; users keep what SharePoint shows until they have another photo. */
        REFUSE
    }

    /** The journal entry for each user concerned. */
    public JournalEntry entry(JournalEntry.Decision decision) {
        return JournalEntry.ofOperator(decision, at, by, Optional.of("MASS_CHANGE"), Optional.of(reason));
    }

    /** The key of the photo's decision in {@code photosync-state}. */
    public static StateKey key(String sha256) {
        return StateKey.Family.MASS_CHANGE_DECISIONS.of(sha256);
    }

    /** Empty also for an unreadable record: then the photo is held. */
    public static Optional<MassChangeDecision> of(Ledger ledger, String sha256) {
        return ledger.state(key(sha256), MassChangeDecision.class);
    }

    /** All decisions by SHA-256. */
    static Map<String, MassChangeDecision> all(Ledger ledger) {
        return new TreeMap<>(ledger.states(StateKey.Family.MASS_CHANGE_DECISIONS, MassChangeDecision.class));
    }
}
