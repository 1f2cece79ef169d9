package io.photosync.masschange;

import io.photosync.event.JournalEntry;
import io.photosync.ledger.Ledger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * What an operator decided about a photo that came for many users: the value under {@value #PREFIX} and its SHA-256 in
 * {@code photosync-state}. Holds for these bytes for good; the last word counts.
 */
public record MassChangeDecision(Action action, String by, String reason, Instant at) {
    private static final String PREFIX = "mass-change/";
    private static final Logger LOG = Logger.getLogger(MassChangeDecision.class);

    /** What can be decided. */
    public enum Action {
        /** It is written for all who have it in Exchange, now and later. */
        RELEASE,
        /** It is written for nobody; the users keep what SharePoint shows until they have another photo. */
        REFUSE
    }

    /** What a user's history says of it. */
    public JournalEntry entry(JournalEntry.Decision decision) {
        return JournalEntry.ofOperator(decision, at, by, Optional.of("MASS_CHANGE"), Optional.of(reason));
    }

    /** Where the decision about that photo is kept. */
    public static String key(String sha256) {
        return PREFIX + sha256;
    }

    /** Empty as well where nobody can read it: then the photo is held. */
    public static Optional<MassChangeDecision> of(Ledger ledger, String sha256) {
        return ledger.state(key(sha256), MassChangeDecision.class);
    }

    /** All, by photo. */
    static Map<String, MassChangeDecision> all(Ledger ledger) {
        Map<String, MassChangeDecision> all = new TreeMap<>();
        ledger.states(PREFIX, MassChangeDecision.class)
                .forEach((key, decision) -> all.put(key.substring(PREFIX.length()), decision));
        return all;
    }
}
