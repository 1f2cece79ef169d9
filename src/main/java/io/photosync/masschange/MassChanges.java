package io.photosync.masschange;

import io.photosync.event.Settlement;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.SharePointState;
import io.photosync.masschange.MassChange.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Photos that many users got at once, with their state; the same on each replica. */
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

    /**
     * Decides whether a photo may be written. Call it before anything is written for the user; a user who passes is
     * counted.
     */
    public Verdict decide(String userId, String sha256) {
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

    /** Held photos, and those with a decision. */
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

    /**
     * Held photos without a decision.
     *
     * @param since start of the oldest hold
     * @param photos number of different photos
     * @param users number of users held for them
     */
    public record Undecided(Instant since, int photos, int users) {}

    /** Empty when no photo waits for a decision. */
    public Optional<Undecided> undecided() {
        List<MassChange> held =
                all().stream().filter(change -> change.state() == State.HELD).toList();
        int users = held.stream().mapToInt(MassChange::users).sum();
        return held.stream()
                .flatMap(change -> change.since().stream())
                .min(Instant::compareTo)
                .map(since -> new Undecided(since, held.size(), users));
    }

    public Optional<MassChange> of(String sha256) {
        Optional<MassChangeDecision> decision = MassChangeDecision.of(ledger, sha256);
        Optional<HeldUsers.Count> held = counts.held(sha256);
        return decision.isPresent() || held.isPresent()
                ? Optional.of(new MassChange(
                        sha256, held.map(HeldUsers.Count::users).orElse(0), held.map(HeldUsers.Count::since), decision))
                : Optional.empty();
    }

    /** Ids of the users held for that photo, sorted; iterates all users. */
    public List<String> users(String sha256) {
        return ledger.targets().entrySet().stream()
                .filter(user ->
                        heldPhoto(user.getValue()).filter(sha256::equals).isPresent())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The same for all photos at once: their users by SHA-256, without photos for which nobody is held. */
    public Map<String, List<String>> users() {
        return users(ledger.targets());
    }

    static Map<String, List<String>> users(Map<String, SharePointState> targets) {
        Map<String, List<String>> users = new HashMap<>();
        targets.forEach((user, state) -> heldPhoto(state)
                .ifPresent(photo ->
                        users.computeIfAbsent(photo, any -> new ArrayList<>()).add(user)));
        users.values().forEach(Collections::sort);
        return users;
    }

    private static Optional<String> heldPhoto(SharePointState state) {
        return state.last().flatMap(Settlement::heldPhoto);
    }
}
