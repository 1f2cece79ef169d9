package io.photosync.sweep;

import io.photosync.breaker.Activity;
import io.photosync.breaker.Breakers;
import io.photosync.breaker.FailureScope;
import io.photosync.breaker.Subject;
import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.Priority;
import io.photosync.graph.PhotoAnswer;
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
final class PhotoBatchReader {
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
        Map<String, PhotoAnswer> states(Collection<String> userIds, CallContext callContext)
                throws MicrosoftCallException, InterruptedException;
    }

    PhotoBatchReader(Reader photos, Breakers breakers, Clock clock) {
        this.photos = photos;
        this.breakers = breakers;
        this.clock = clock;
    }

    /** How many requests it made so far. */
    long requests() {
        return requests.get();
    }

    /** @return one for each turn */
    Map<SweepItem, SweepItemResult> look(List<SweepItem> turns) throws InterruptedException {
        Optional<Map<SweepItem, SweepItemResult>> verdicts = once(turns);
        while (verdicts.isEmpty()) {
            verdicts = once(turns);
        }
        return verdicts.get();
    }

    /** @return nothing when it failed for everybody, and that was waited out: then all are to be asked again */
    private Optional<Map<SweepItem, SweepItemResult>> once(List<SweepItem> turns) throws InterruptedException {
        try {
            Instant began = clock.instant();
            Map<String, PhotoAnswer> answers = states(turns);
            answers.forEach((user, answer) -> answered(user, answer, began));
            Optional<Failure> ofAll = failureOfAll(answers);
            boolean again = ofAll.isPresent() && waitedOut(ofAll.get());
            return again ? Optional.empty() : Optional.of(verdicts(turns, answers));
        } catch (MicrosoftCallException e) {
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
        return switch (breakers.classify(failure)) {
            case FailureScope.Throttled throttled -> {
                Thread.sleep(throttled.retryAfter().filter(Duration::isPositive).orElse(PAUSE));
                yield true;
            }
            case FailureScope.Outage outage -> {
                breakers.of(outage.service()).awaitClosed(OUTAGE);
                yield true;
            }
            case FailureScope.UserRetry retry -> false;
            case FailureScope.UserRejected rejected -> false;
        };
    }

    private Map<String, PhotoAnswer> states(List<SweepItem> turns) throws MicrosoftCallException, InterruptedException {
        List<String> ids = turns.stream().map(SweepItem::userId).toList();
        CallContext callContext =
                new CallContext(Priority.SWEEP, clock.instant().plus(PATIENCE));
        requests.incrementAndGet();
        return photos.states(ids, callContext);
    }

    /** A batch of which every single item failed at the service's end is as good as one that failed as a whole. */
    private static Optional<Failure> failureOfAll(Map<String, PhotoAnswer> answers) {
        if (answers.size() < 2) {
            return Optional.empty();
        }
        Optional<Failure> last = Optional.empty();
        for (PhotoAnswer answer : answers.values()) {
            if (!(answer instanceof PhotoAnswer.Failed failed) || !FailureScope.needsProbe(failed.failure())) {
                return Optional.empty();
            }
            last = Optional.of(failed.failure());
        }
        return last;
    }

    /** One of them is why the batch was refused; the others must not go without a look because of that. */
    private Map<SweepItem, SweepItemResult> oneByOne(List<SweepItem> turns) throws InterruptedException {
        Map<SweepItem, SweepItemResult> verdicts = new LinkedHashMap<>();
        for (SweepItem sweepItem : turns) {
            verdicts.putAll(look(List.of(sweepItem)));
        }
        return verdicts;
    }

    private Map<SweepItem, SweepItemResult> verdicts(List<SweepItem> turns, Map<String, PhotoAnswer> answers) {
        Instant now = clock.instant();
        Map<SweepItem, SweepItemResult> verdicts = new LinkedHashMap<>();
        turns.forEach(sweepItem ->
                verdicts.put(sweepItem, SweepItemRules.of(sweepItem, answers.get(sweepItem.userId()), now)));
        return verdicts;
    }

    private Map<SweepItem, SweepItemResult> failed(List<SweepItem> turns, Failure failure) {
        Instant now = clock.instant();
        Map<SweepItem, SweepItemResult> verdicts = new LinkedHashMap<>();
        turns.forEach(sweepItem -> verdicts.put(sweepItem, SweepItemRules.failed(sweepItem, failure, now)));
        return verdicts;
    }
}
