package io.photosync.removal;

import io.photosync.detect.RemovalCandidate;
import io.photosync.event.Lane;
import io.photosync.kafka.BulkLaneCapacity;
import io.photosync.kafka.BulkLaneCapacity.Use;
import io.photosync.kafka.WriteFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Gets the second answers that are due. Removals that were never held are few and use the live lane, like any user's
 * change; those that an operator released are many and use the bulk lane, as it has room.
 */
@ApplicationScoped
class SecondAnswers {
    /** Maximum per turn, so that the state is saved after at most that many removals. */
    private static final int AT_ONCE = 10;

    private static final int RELEASED_AT_ONCE = 50;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final RemovalCandidates candidates;
    private final RemovalConfirmation confirmation;
    private final RemovalPolicy policy;
    private final BulkLaneCapacity bulk;
    private final Clock clock;

    SecondAnswers(
            RemovalCandidates candidates,
            RemovalConfirmation confirmation,
            RemovalPolicy policy,
            BulkLaneCapacity bulk,
            Clock clock) {
        this.candidates = candidates;
        this.confirmation = confirmation;
        this.policy = policy;
        this.bulk = bulk;
        this.clock = clock;
    }

    /** @param afterRemoval how one removal more changes the state */
    private record Question(RemovalCandidate candidate, Lane lane, UnaryOperator<RemovalState> afterRemoval) {}

    /** Drops candidates who were settled or left the tenant meanwhile. */
    void dropUnneeded() throws WriteFailedException, InterruptedException {
        for (RemovalCandidate candidate : candidates.all()) {
            if (!confirmation.needed(candidate)) {
                candidates.done(candidate.userId(), RemovalCandidates.CLEARED);
            }
        }
    }

    /**
     * Returns the state after the removals that were confirmed. A hold does not stop candidates whom an operator
     * released.
     */
    RemovalState ask(RemovalState before, CandidateGroups groups) throws WriteFailedException, InterruptedException {
        RemovalState state = before;
        for (Question question : questions(before, groups)) {
            RemovalCandidate candidate = question.candidate();
            if (question.lane() == Lane.BULK && !bulk.take(Use.REPAIR)) {
                continue; // Asked in one of the next turns.
            }
            switch (confirmation.ask(candidate, question.lane())) {
                case REMOVED -> {
                    state = question.afterRemoval().apply(state);
                    candidates.done(candidate.userId(), RemovalCandidates.CONFIRMED);
                }
                case CLEARED -> candidates.done(candidate.userId(), RemovalCandidates.CLEARED);
                case INCONCLUSIVE ->
                    candidates.postpone(candidate, clock.instant().plus(RETRY_AFTER));
                case UNAVAILABLE -> {
                    return state;
                }
            }
        }
        return state;
    }

    private List<Question> questions(RemovalState state, CandidateGroups groups) {
        Stream<Question> undecided = due(groups.undecided())
                .limit(state.hold().isPresent() ? 0 : AT_ONCE)
                .map(candidate -> new Question(candidate, Lane.LIVE, this::countedByGuard));
        Stream<Question> released =
                due(groups.decided()).map(candidate -> new Question(candidate, Lane.BULK, RemovalState::oneReleased));
        Stream<Question> published =
                due(groups.published()).map(candidate -> new Question(candidate, Lane.BULK, UnaryOperator.identity()));
        return Stream.concat(undecided, Stream.concat(released, published).limit(RELEASED_AT_ONCE))
                .toList();
    }

    private RemovalState countedByGuard(RemovalState state) {
        return policy.guard().passed(state, clock.instant());
    }

    private Stream<RemovalCandidate> due(List<RemovalCandidate> all) {
        Instant now = clock.instant();
        Instant due = now.minus(policy.confirmAfter());
        return all.stream()
                .filter(candidate ->
                        !candidate.first().isAfter(due) && !candidate.askFrom().isAfter(now));
    }
}
