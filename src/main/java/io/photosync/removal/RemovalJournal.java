package io.photosync.removal;

import io.photosync.detect.RemovalCandidate;
import io.photosync.event.JournalEntry;
import io.photosync.event.JournalEntry.Decision;
import io.photosync.kafka.TopicWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records in the users' journals what happens to removal candidates. Each turn finds the same again; each leader
 * records it once.
 */
@ApplicationScoped
class RemovalJournal {
    private final Map<String, Set<Decision>> recorded = new ConcurrentHashMap<>();
    private final TopicWriter writer;
    private final Clock clock;

    RemovalJournal(TopicWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    void suspected(RemovalCandidate candidate) {
        String detail = "no photo in Exchange any more, cause %s; to be confirmed".formatted(candidate.cause());
        once(List.of(candidate), JournalEntry.of(Decision.SUSPECTED, candidate.answered(), detail));
    }

    /** @param undecided candidates whom no operator has released */
    void held(RemovalState state, List<RemovalCandidate> undecided) {
        if (state.hold().isPresent()) {
            String detail = "too many removals at once, held since "
                    + state.hold().get().since();
            once(undecided, JournalEntry.of(Decision.HELD, clock.instant(), detail));
        }
    }

    /** @param covered by the operator's decision */
    void decided(List<RemovalCandidate> covered, OperatorDecision made) {
        Decision decision =
                switch (made.action()) {
                    case RELEASE -> Decision.RELEASED;
                    case REFUSE -> Decision.REFUSED;
                };
        JournalEntry entry = JournalEntry.ofOperator(
                decision, made.at(), made.by(), Optional.of("REMOVAL"), Optional.of(made.reason()));
        once(covered, entry);
    }

    /** The user is no candidate any more. */
    void done(String userId) {
        recorded.remove(userId);
    }

    void forget() {
        recorded.clear();
    }

    private void once(List<RemovalCandidate> candidates, JournalEntry entry) {
        List<String> users = candidates.stream()
                .map(RemovalCandidate::userId)
                .filter(user -> recorded.computeIfAbsent(user, any -> EnumSet.noneOf(Decision.class))
                        .add(entry.decision()))
                .toList();
        if (!users.isEmpty()) {
            writer.journal(users, entry);
        }
    }
}
