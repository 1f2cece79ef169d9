package io.photosync.removal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.detect.RemovalCandidate;
import io.photosync.detect.RemovalCandidateSink;
import io.photosync.detect.RemovalCandidateStore;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The people whose photo seems to be gone, on the leader. In memory: whoever leads next hears of them again from the sweep, or from
 * the notes that hints leave behind.
 */
@Startup
@ApplicationScoped
class RemovalCandidates implements RemovalCandidateSink {
    static final String CLEARED = "cleared";
    static final String CONFIRMED = "confirmed";
    static final String REFUSED = "refused";
    private static final String SUSPECTED = "suspected";

    private final Map<String, RemovalCandidate> suspects = new ConcurrentHashMap<>();
    private final Set<String> clearedNotes = ConcurrentHashMap.newKeySet();
    private final RemovalCandidateStore notes;
    private final RemovalJournal journal;
    private final MeterRegistry registry;
    private final Clock clock;

    RemovalCandidates(RemovalCandidateStore notes, RemovalJournal journal, MeterRegistry registry, Clock clock) {
        this.notes = notes;
        this.journal = journal;
        this.registry = registry;
        this.clock = clock;
        registry.gaugeMapSize("photosync.removal.candidates", List.of(), suspects);
        Stream.of(SUSPECTED, CLEARED, CONFIRMED, REFUSED).forEach(this::counter);
    }

    @Override
    public void suspect(String userId, String userPrincipalName, Cause cause) {
        Instant now = clock.instant();
        add(new RemovalCandidate(userId, userPrincipalName, cause, now, now, false));
    }

    private void add(RemovalCandidate removalCandidate) {
        if (suspects.putIfAbsent(removalCandidate.userId(), removalCandidate.notAfter(clock.instant())) == null) {
            counter(SUSPECTED).increment();
            journal.suspected(removalCandidate);
        }
    }

    @Override
    public void cleared(String userId) {
        RemovalCandidate removalCandidate = suspects.remove(userId);
        if (removalCandidate != null) {
            counter(CLEARED).increment();
            journal.done(userId);
            if (removalCandidate.noted()) {
                clearedNotes.add(userId);
            }
        }
    }

    /** Takes note of what hints led to, on whichever replica, and of whose photo is there after all. */
    void readNotes() throws WriteFailedException, InterruptedException {
        for (String userId : List.copyOf(clearedNotes)) {
            notes.erase(userId);
            clearedNotes.remove(userId);
        }
        List<RemovalCandidate> noted = notes.all();
        noted.forEach(this::add);
        Set<String> stillNoted = noted.stream().map(RemovalCandidate::userId).collect(Collectors.toSet());
        for (RemovalCandidate removalCandidate : suspects.values()) {
            // Whoever follows a hint and sees a photo erases the note.
            if (removalCandidate.noted() && !stillNoted.contains(removalCandidate.userId())) {
                done(removalCandidate.userId(), "cleared");
            }
        }
    }

    /** Graph did not tell; others come first. */
    void later(RemovalCandidate removalCandidate, Instant when) {
        suspects.replace(removalCandidate.userId(), removalCandidate.askedAgainFrom(when));
    }

    /** It was decided: the removal is on its way, was refused, or is none. */
    void done(String userId, String how) throws WriteFailedException, InterruptedException {
        notes.erase(userId);
        if (suspects.remove(userId) != null) {
            counter(how).increment();
            journal.done(userId);
        }
    }

    Optional<RemovalCandidate> of(String userId) {
        return Optional.ofNullable(suspects.get(userId));
    }

    /** Longest suspected first. */
    List<RemovalCandidate> all() {
        return suspects.values().stream()
                .sorted(Comparator.comparing(RemovalCandidate::first).thenComparing(RemovalCandidate::userId))
                .toList();
    }

    int size() {
        return suspects.size();
    }

    /** A new term begins with nothing. */
    void forget() {
        suspects.clear();
        clearedNotes.clear();
        journal.forget();
    }

    private Counter counter(String result) {
        return registry.counter("photosync.removals", "result", result);
    }
}
