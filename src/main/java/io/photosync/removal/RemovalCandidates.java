package io.photosync.removal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.detect.RemovalCandidate;
import io.photosync.detect.RemovalCandidateSink;
import io.photosync.detect.RemovalCandidateStore;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTerm;
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
 * The removal candidates, on the leader. In memory only: its successor finds them again through the sweep, or through
 * the records of hints in {@code photosync-state}.
 */
@Startup
@ApplicationScoped
class RemovalCandidates implements RemovalCandidateSink {
    static final String CLEARED = "cleared";
    static final String CONFIRMED = "confirmed";
    static final String REFUSED = "refused";
    private static final String SUSPECTED = "suspected";

    private final Map<String, RemovalCandidate> candidates = new ConcurrentHashMap<>();
    private final Set<String> clearedRecords = ConcurrentHashMap.newKeySet();
    /** Guarded by this. */
    private Optional<LeaderTerm> term = Optional.empty();

    private final RemovalCandidateStore store;
    private final RemovalJournal journal;
    private final MeterRegistry registry;
    private final Clock clock;

    RemovalCandidates(RemovalCandidateStore store, RemovalJournal journal, MeterRegistry registry, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.registry = registry;
        this.clock = clock;
        registry.gaugeMapSize("photosync.removal.candidates", List.of(), candidates);
        Stream.of(SUSPECTED, CLEARED, CONFIRMED, REFUSED).forEach(this::counter);
    }

    @Override
    public void add(String userId, String userPrincipalName, Cause cause) {
        Instant now = clock.instant();
        add(new RemovalCandidate(userId, userPrincipalName, cause, now, now, Optional.empty()));
    }

    private void add(RemovalCandidate candidate) {
        if (isNew(candidate)) {
            counter(SUSPECTED).increment();
            journal.suspected(candidate);
        }
    }

    @Override
    public void clear(String userId) {
        RemovalCandidate candidate = candidates.remove(userId);
        if (candidate != null) {
            counter(CLEARED).increment();
            journal.done(userId);
            if (candidate.recorded().isPresent()) {
                clearedRecords.add(userId);
            }
        }
    }

    /**
     * Adds the candidates that hints found on any replica, and drops those whose record is gone as they have a photo
     * after all.
     */
    void syncRecords() throws WriteFailedException, InterruptedException {
        for (String userId : List.copyOf(clearedRecords)) {
            store.erase(userId);
            clearedRecords.remove(userId);
        }
        List<RemovalCandidate> recorded = store.all();
        recorded.forEach(this::add);
        Set<String> stillRecorded =
                recorded.stream().map(RemovalCandidate::userId).collect(Collectors.toSet());
        for (RemovalCandidate candidate : candidates.values()) {
            // A replica that follows a hint and finds a photo erases the record.
            if (candidate.recorded().isPresent() && !stillRecorded.contains(candidate.userId())) {
                done(candidate.userId(), CLEARED);
            }
        }
    }

    /** There was no usable answer; other candidates are asked first. */
    void postpone(RemovalCandidate candidate, Instant when) {
        candidates.replace(candidate.userId(), candidate.askedAgainFrom(when));
    }

    /** The candidate is processed: the removal was published or refused, or there is nothing to remove. */
    void done(String userId, String result) throws WriteFailedException, InterruptedException {
        store.erase(userId);
        if (candidates.remove(userId) != null) {
            counter(result).increment();
            journal.done(userId);
        }
    }

    /** Records in the candidates' journals that their removal is held, if it is. */
    void recordHold(RemovalState state, List<RemovalCandidate> held) {
        journal.held(state, held);
    }

    Optional<RemovalCandidate> of(String userId) {
        return Optional.ofNullable(candidates.get(userId));
    }

    /** The oldest first. */
    List<RemovalCandidate> all() {
        return candidates.values().stream()
                .sorted(Comparator.comparing(RemovalCandidate::first).thenComparing(RemovalCandidate::userId))
                .toList();
    }

    int size() {
        return candidates.size();
    }

    /** A term starts without candidates; from now on they are taken. */
    synchronized void begin(LeaderTerm started) {
        term = Optional.of(started);
        forget();
    }

    /**
     * A replica that does not lead has no candidates, and takes none: its gauge would show them until it leads again. A
     * term that ends late ends none that started meanwhile.
     */
    synchronized void end(LeaderTerm ended) {
        if (term.equals(Optional.of(ended))) {
            term = Optional.empty();
            forget();
        }
    }

    private void forget() {
        candidates.clear();
        clearedRecords.clear();
        journal.forget();
    }

    private synchronized boolean isNew(RemovalCandidate candidate) {
        return term.isPresent() && candidates.putIfAbsent(candidate.userId(), candidate) == null;
    }

    private Counter counter(String result) {
        return registry.counter("photosync.removals", "result", result);
    }
}
