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
import io.photosync.graph.Photos;
import io.photosync.sweep.SweepItem.Result;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the photo metadata of up to twenty users in one request. Waits out an outage or a throttled Graph and repeats
 * the batch.
 */
@ApplicationScoped
class PhotoBatchReader {
    private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration OUTAGE_RECHECK = Duration.ofMinutes(1);

    private final Source photos;
    private final Breakers breakers;
    private final Clock clock;

    /** Where the photos' metadata come from. */
    @FunctionalInterface
    interface Source {
        Map<String, PhotoAnswer> states(Collection<String> userIds, CallContext callContext)
                throws MicrosoftCallException, InterruptedException;
    }

    @Inject
    PhotoBatchReader(Photos photos, Breakers breakers, Clock clock) {
        this(photos::states, breakers, clock);
    }

    PhotoBatchReader(Source photos, Breakers breakers, Clock clock) {
        this.photos = photos;
        this.breakers = breakers;
        this.clock = clock;
    }

    /** Returns one result for each item; waits as long as Graph answers for no user. */
    Map<SweepItem, Result> read(List<SweepItem> items, SweepCounters counters) throws InterruptedException {
        Optional<Map<SweepItem, Result>> results = once(items, counters);
        while (results.isEmpty()) {
            results = once(items, counters);
        }
        return results.get();
    }

    /** Returns nothing when the failure concerned all users and was waited out: the batch is to be repeated. */
    private Optional<Map<SweepItem, Result>> once(List<SweepItem> items, SweepCounters counters)
            throws InterruptedException {
        try {
            Instant started = clock.instant();
            Map<String, PhotoAnswer> answers = request(items, counters);
            answers.forEach((userId, answer) -> reportSuccess(userId, answer, started));
            Optional<Failure> common = failureOfAll(answers);
            if (common.isPresent() && waitedOut(common.get())) {
                return Optional.empty();
            }
            Instant now = clock.instant();
            return Optional.of(results(items, item -> item.result(answers.get(item.userId()), now)));
        } catch (MicrosoftCallException e) {
            if (waitedOut(e.failure())) {
                return Optional.empty();
            }
            if (items.size() > 1 && e.failure().kind() == Failure.Kind.REFUSED) {
                return Optional.of(oneByOne(items, counters));
            }
            Instant now = clock.instant();
            return Optional.of(results(items, item -> item.failed(e.failure(), now)));
        }
    }

    private Map<String, PhotoAnswer> request(List<SweepItem> items, SweepCounters counters)
            throws MicrosoftCallException, InterruptedException {
        List<String> ids = items.stream().map(SweepItem::userId).toList();
        CallContext callContext = CallContext.within(Priority.SWEEP, REQUEST_TIMEOUT, clock);
        counters.requestSent();
        return photos.states(ids, callContext);
    }

    /** An answer about one user shows that Graph is back for the others too. */
    private void reportSuccess(String userId, PhotoAnswer answer, Instant started) {
        if (!(answer instanceof PhotoAnswer.Failed)) {
            breakers.succeeded(MicrosoftService.GRAPH, new Subject(userId, Activity.LOOK), started);
        }
    }

    /** Returns false at once when the failure concerns these users only; otherwise true, after the wait. */
    private boolean waitedOut(Failure failure) throws InterruptedException {
        return switch (breakers.classify(failure)) {
            case FailureScope.Throttled throttled -> {
                Thread.sleep(throttled.retryAfter().filter(Duration::isPositive).orElse(PAUSE));
                yield true;
            }
            case FailureScope.Outage outage -> {
                breakers.of(outage.service()).awaitClosed(OUTAGE_RECHECK);
                yield true;
            }
            case FailureScope.UserRetry retry -> false;
            case FailureScope.UserRejected rejected -> false;
        };
    }

    /** A batch of which every item failed so that a probe is needed is treated like one that failed as a whole. */
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

    /** One user is why the batch was refused; the others are still to be checked. */
    private Map<SweepItem, Result> oneByOne(List<SweepItem> items, SweepCounters counters) throws InterruptedException {
        Map<SweepItem, Result> results = new LinkedHashMap<>();
        for (SweepItem item : items) {
            results.putAll(read(List.of(item), counters));
        }
        return results;
    }

    private static Map<SweepItem, Result> results(List<SweepItem> items, Function<SweepItem, Result> result) {
        Map<SweepItem, Result> results = new LinkedHashMap<>();
        items.forEach(item -> results.put(item, result.apply(item)));
        return results;
    }
}
