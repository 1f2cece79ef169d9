package io.photosync.detect;

import io.photosync.budget.Activity;
import io.photosync.budget.Ask;
import io.photosync.budget.Breakers;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Diagnosis;
import io.photosync.budget.Failure;
import io.photosync.budget.MicrosoftService;
import io.photosync.budget.Priority;
import io.photosync.budget.Subject;
import io.photosync.exchange.PhotoAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Asks Graph for the photos of up to twenty people. What fails for everybody is waited out, and nobody is passed by. */
final class BatchLook {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration OUTAGE = Duration.ofMinutes(1);

    private final Reader photos;
    private final Breakers breakers;
    private final Clock clock;
    private final AtomicLong requests = new AtomicLong();

    /** Where the photos' metadata come from. */
    @FunctionalInterface
    interface Reader {
        Map<String, PhotoAnswer> states(Collection<String> userIds, Ask ask) throws CallFailed, InterruptedException;
    }

    BatchLook(Reader photos, Breakers breakers, Clock clock) {
        this.photos = photos;
        this.breakers = breakers;
        this.clock = clock;
    }

    /** How many requests it made so far. */
    long requests() {
        return requests.get();
    }

    /** @return one for each turn */
    Map<Turn, Verdict> look(List<Turn> turns) throws InterruptedException {
        Optional<Map<Turn, Verdict>> verdicts = once(turns);
        while (verdicts.isEmpty()) {
            verdicts = once(turns);
        }
        return verdicts.get();
    }

    /** @return nothing when it failed for everybody, and that was waited out: then all are to be asked again */
    private Optional<Map<Turn, Verdict>> once(List<Turn> turns) throws InterruptedException {
        try {
            Instant began = clock.instant();
            Map<String, PhotoAnswer> answers = states(turns);
            answers.forEach((user, answer) -> answered(user, answer, began));
            Optional<Failure> ofAll = failureOfAll(answers);
            boolean again = ofAll.isPresent() && waitedOut(ofAll.get());
            return again ? Optional.empty() : Optional.of(verdicts(turns, answers));
        } catch (CallFailed e) {
            if (waitedOut(e.failure())) {
                return Optional.empty();
            }
            boolean becauseOfOne = turns.size() > 1 && e.failure().kind() == Failure.Kind.REFUSED;
            return Optional.of(becauseOfOne ? oneByOne(turns) : failed(turns, e.failure()));
        }
    }

    /** Whom Graph tells of, others may be told of too. */
    private void answered(String userId, PhotoAnswer answer, Instant began) {
        if (!(answer instanceof PhotoAnswer.Failed)) {
            breakers.succeeded(MicrosoftService.GRAPH, new Subject(userId, Activity.LOOK), began);
        }
    }

    /** @return false when it concerns these people only */
    private boolean waitedOut(Failure failure) throws InterruptedException {
        return switch (breakers.diagnose(failure)) {
            case Diagnosis.Throttled throttled -> {
                Thread.sleep(throttled.retryAfter().filter(Duration::isPositive).orElse(PAUSE));
                yield true;
            }
            case Diagnosis.Outage outage -> {
                breakers.of(outage.service()).awaitClosed(OUTAGE);
                yield true;
            }
            case Diagnosis.UserRetry retry -> false;
            case Diagnosis.UserRejected rejected -> false;
        };
    }

    private Map<String, PhotoAnswer> states(List<Turn> turns) throws CallFailed, InterruptedException {
        List<String> ids = turns.stream().map(Turn::userId).toList();
        Ask ask = new Ask(Priority.SWEEP, clock.instant().plus(PATIENCE));
        requests.incrementAndGet();
        return photos.states(ids, ask);
    }

    /** A batch of which every single item failed at the service's end is as good as one that failed as a whole. */
    private static Optional<Failure> failureOfAll(Map<String, PhotoAnswer> answers) {
        if (answers.size() < 2) {
            return Optional.empty();
        }
        Optional<Failure> last = Optional.empty();
        for (PhotoAnswer answer : answers.values()) {
            if (!(answer instanceof PhotoAnswer.Failed failed) || !Diagnosis.needsProbe(failed.failure())) {
                return Optional.empty();
            }
            last = Optional.of(failed.failure());
        }
        return last;
    }

    /** One of them is why the batch was refused; the others must not go without a look because of that. */
    private Map<Turn, Verdict> oneByOne(List<Turn> turns) throws InterruptedException {
        Map<Turn, Verdict> verdicts = new LinkedHashMap<>();
        for (Turn turn : turns) {
            verdicts.putAll(look(List.of(turn)));
        }
        return verdicts;
    }

    private Map<Turn, Verdict> verdicts(List<Turn> turns, Map<String, PhotoAnswer> answers) {
        Instant now = clock.instant();
        Map<Turn, Verdict> verdicts = new LinkedHashMap<>();
        turns.forEach(turn -> verdicts.put(turn, TurnRules.of(turn, answers.get(turn.userId()), now)));
        return verdicts;
    }

    private Map<Turn, Verdict> failed(List<Turn> turns, Failure failure) {
        Instant now = clock.instant();
        Map<Turn, Verdict> verdicts = new LinkedHashMap<>();
        turns.forEach(turn -> verdicts.put(turn, TurnRules.failed(turn, failure, now)));
        return verdicts;
    }
}
