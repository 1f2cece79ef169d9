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
 * Puts into the users' histories what becomes of a photo that seems to be gone. The same is found turn after turn, and told once by
 * each leader.
 */
@ApplicationScoped
class RemovalJournal {
    private final Map<String, Set<Decision>> told = new ConcurrentHashMap<>();
    private final TopicWriter writer;
    private final Clock clock;

    RemovalJournal(TopicWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    void suspected(RemovalCandidate removalCandidate) {
        String detail = "no photo in Exchange any more, cause %s; to be confirmed".formatted(removalCandidate.cause());
        once(removalCandidate, JournalEntry.of(Decision.SUSPECTED, removalCandidate.first(), detail));
    }

    /** @param others whom no operator has released */
    void judged(RemovalState state, List<RemovalCandidate> others) {
        if (state.hold().isPresent()) {
            String detail = "too many removals at once, held since "
                    + state.hold().get().since();
            others.forEach(removalCandidate ->
                    once(removalCandidate, JournalEntry.of(Decision.HELD, clock.instant(), detail)));
        }
    }

    /** @param ordered whom an operator's order is about */
    void ordered(List<RemovalCandidate> ordered, OperatorDecision order) {
        Decision decision =
                switch (order.action()) {
                    case RELEASE -> Decision.RELEASED;
                    case REFUSE -> Decision.REFUSED;
                };
        JournalEntry entry = JournalEntry.ofOperator(
                decision, order.at(), order.by(), Optional.of("REMOVAL"), Optional.of(order.reason()));
        ordered.forEach(removalCandidate -> once(removalCandidate, entry));
    }

    /** Nothing is suspected of the user any more. */
    void done(String userId) {
        told.remove(userId);
    }

    void forget() {
        told.clear();
    }

    private void once(RemovalCandidate removalCandidate, JournalEntry entry) {
        Set<Decision> before = told.computeIfAbsent(removalCandidate.userId(), user -> EnumSet.noneOf(Decision.class));
        if (before.add(entry.decision())) {
            writer.journal(removalCandidate.userId(), entry);
        }
    }
}
