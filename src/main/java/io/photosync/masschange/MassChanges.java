package io.photosync.masschange;

import io.photosync.event.Settlement;
import io.photosync.ledger.Ledger;
import io.photosync.masschange.MassChange.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The photos that came for many users at once, and how each of them stands; the same on each replica. */
@ApplicationScoped
public class MassChanges {
    private final MassChangeCounts counts;
    private final Ledger ledger;

    MassChanges(MassChangeCounts counts, Ledger ledger) {
        this.counts = counts;
        this.ledger = ledger;
    }

    /** Whether a photo may be written for a user. */
    public enum Verdict {
        PASSES,
        HELD
    }

    /** Asked before anything is written for the user. A user who passes counts as one who got that photo. */
    public Verdict judge(String userId, String sha256) {
        if (MassChangeCounts.shows(ledger.of(userId).target(), Optional.of(sha256))) {
            return Verdict.PASSES;
        }
        Optional<MassChangeDecision> decision = MassChangeDecision.of(ledger, sha256);
        if (decision.isPresent()) {
            return switch (decision.get().action()) {
                case RELEASE -> Verdict.PASSES;
                case REFUSE -> Verdict.HELD;
            };
        }
        return counts.admit(sha256, userId) ? Verdict.PASSES : Verdict.HELD;
    }

    /** Those that are held or were decided about. */
    public List<MassChange> all() {
        Map<String, MassChangeDecision> decisions = MassChangeDecision.all(ledger);
        Map<String, MassChange> all = new TreeMap<>();
        decisions.forEach((sha256, decision) ->
                all.put(sha256, new MassChange(sha256, 0, Optional.empty(), Optional.of(decision))));
        counts.held()
                .forEach((sha256, held) -> all.put(
                        sha256,
                        new MassChange(
                                sha256,
                                held.users(),
                                Optional.of(held.since()),
                                Optional.ofNullable(decisions.get(sha256)))));
        return List.copyOf(all.values());
    }

    /** Those about which an operator has to decide. */
    public List<MassChange> undecided() {
        return all().stream().filter(change -> change.state() == State.HELD).toList();
    }

    public Optional<MassChange> of(String sha256) {
        return all().stream().filter(change -> change.sha256().equals(sha256)).findFirst();
    }

    /** Since when the oldest of them waits for a decision. */
    public Optional<Instant> heldSince() {
        return undecided().stream().flatMap(change -> change.since().stream()).min(Instant::compareTo);
    }

    /** The ids of the users who are held for that photo; reads what is known of all users. */
    public List<String> users(String sha256) {
        return ledger.targets().entrySet().stream()
                .filter(user -> user.getValue()
                        .last()
                        .flatMap(Settlement::heldPhoto)
                        .filter(sha256::equals)
                        .isPresent())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
