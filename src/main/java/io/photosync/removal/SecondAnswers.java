package io.photosync.removal;

import io.photosync.detect.RemovalCandidate;
import io.photosync.event.Lane;
import io.photosync.kafka.BulkLaneCapacity;
import io.photosync.kafka.BulkLaneCapacity.Use;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Gets second answers when they are due. Removals that were never held are few, and go through the live lane like every change that
 * somebody has made; those that an operator released are many, and go through the bulk lane as there is room in it.
 */
@ApplicationScoped
class SecondAnswers {
    /** So many before what passed is kept. */
    private static final int AT_ONCE = 10;

    private static final int RELEASED_AT_ONCE = 50;
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private final RemovalCandidates removalCandidates;
    private final RemovalConfirmation removalConfirmation;
    private final RemovalPolicy rules;
    private final BulkLaneCapacity bulk;
    private final Clock clock;

    SecondAnswers(
            RemovalCandidates removalCandidates,
            RemovalConfirmation removalConfirmation,
            RemovalPolicy rules,
            BulkLaneCapacity bulk,
            Clock clock) {
        this.removalCandidates = removalCandidates;
        this.removalConfirmation = removalConfirmation;
        this.rules = rules;
        this.bulk = bulk;
        this.clock = clock;
    }

    /** @param passed the state with this one */
    private record Question(RemovalCandidate suspect, Lane lane, UnaryOperator<RemovalState> passed) {}

    /** The state with those who passed. A hold keeps back nobody whom an operator has released. */
    RemovalState get(RemovalState before, CandidateGroups people) throws WriteFailedException, InterruptedException {
        RemovalState state = before;
        for (Question question : questions(before, people)) {
            RemovalCandidate suspect = question.suspect();
            if (question.lane() == Lane.BULK && !bulk.take(Use.REPAIR)) {
                continue; // Comes again with the next turn.
            }
            switch (removalConfirmation.ask(suspect, question.lane())) {
                case REMOVED -> {
                    state = question.passed().apply(state);
                    removalCandidates.done(suspect.userId(), RemovalCandidates.CONFIRMED);
                }
                case CLEARED -> removalCandidates.done(suspect.userId(), RemovalCandidates.CLEARED);
                case NONE -> removalCandidates.later(suspect, clock.instant().plus(ASK_AGAIN));
                case NOT_NOW -> {
                    return state;
                }
            }
        }
        return state;
    }

    private List<Question> questions(RemovalState state, CandidateGroups people) {
        Stream<Question> others = due(people.others())
                .limit(state.hold().isPresent() ? 0 : AT_ONCE)
                .map(suspect -> new Question(suspect, Lane.LIVE, this::passed));
        Stream<Question> released =
                due(people.ordered()).map(suspect -> new Question(suspect, Lane.BULK, RemovalState::oneReleased));
        Stream<Question> again =
                due(people.again()).map(suspect -> new Question(suspect, Lane.BULK, UnaryOperator.identity()));
        return Stream.concat(others, Stream.concat(released, again).limit(RELEASED_AT_ONCE))
                .toList();
    }

    private RemovalState passed(RemovalState state) {
        return rules.guard().passed(state, clock.instant());
    }

    private Stream<RemovalCandidate> due(List<RemovalCandidate> suspects) {
        Instant now = clock.instant();
        Instant due = now.minus(rules.confirmAfter());
        return suspects.stream()
                .filter(suspect ->
                        !suspect.first().isAfter(due) && !suspect.askFrom().isAfter(now));
    }
}
