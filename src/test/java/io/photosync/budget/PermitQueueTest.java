package io.photosync.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.budget.Limit.Counted;
import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftService;
import io.photosync.call.Priority;
import io.photosync.call.RequestCost;
import io.photosync.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PermitQueueTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final ReentrantLock lock = new ReentrantLock();
    private final LimitUsage limitUsage =
            new LimitUsage(new Limit("units", 1_250, MINUTE, Counted.UNITS, 0.02, true, true));
    private final PermitQueue queue = new PermitQueue(List.of(limitUsage));

    @BeforeEach
    void lock() {
        lock.lock();
    }

    @AfterEach
    void unlock() {
        lock.unlock();
    }

    @Test
    void a_live_request_goes_before_all_that_can_wait() {
        // Given
        join(Priority.LIVE, 1_250);
        advance();
        PermitRequest sweep = join(Priority.SWEEP, 2);
        PermitRequest bulk = join(Priority.BULK, 2);
        PermitRequest retry = join(Priority.RETRY, 2);
        PermitRequest live = join(Priority.LIVE, 2);
        List<PermitRequest> order = new ArrayList<>();

        // When
        for (int tick = 0; tick < 700; tick++) {
            clock.advance(Duration.ofMillis(100));
            advance();
            List.of(sweep, bulk, retry, live).stream()
                    .filter(permitRequest -> permitRequest.granted && !order.contains(permitRequest))
                    .sorted((a, b) -> a.context.priority().compareTo(b.context.priority()))
                    .forEach(order::add);
        }

        // Then
        assertThat(order).containsExactly(live, retry, bulk, sweep);
    }

    @Test
    void a_small_request_does_not_overtake_a_large_one_in_front_of_it() {
        // Given
        join(Priority.LIVE, 1_245);
        advance();
        PermitRequest large = join(Priority.LIVE, 10);
        PermitRequest small = join(Priority.LIVE, 1);

        // When
        advance();

        // Then
        assertThat(large.granted).isFalse();
        assertThat(small.granted).isFalse();
    }

    @Test
    void no_permit_is_granted_during_a_pause() {
        // Given
        queue.pauseUntil(clock.instant().plusSeconds(30), PauseRelease.ALL);
        queue.pauseUntil(clock.instant().plusSeconds(10), PauseRelease.ALL);
        PermitRequest control = join(Priority.CONTROL, 2);

        // When
        clock.advance(Duration.ofSeconds(29));
        advance();
        boolean during = control.granted;
        clock.advance(Duration.ofSeconds(1));
        advance();

        // Then
        assertThat(during).isFalse();
        assertThat(control.granted).isTrue();
    }

    @Test
    void bulk_goes_on_though_live_requests_never_end() {
        // Given
        int bulkDone = 0;
        int liveDone = 0;
        List<PermitRequest> bulk = new ArrayList<>();
        List<PermitRequest> live = new ArrayList<>();

        // When
        for (int tick = 0; tick < 6_000; tick++) {
            clock.advance(Duration.ofMillis(100));
            keep(live, Priority.LIVE);
            keep(bulk, Priority.BULK);
            advance();
            liveDone += forgetGranted(live);
            bulkDone += forgetGranted(bulk);
        }

        // Then
        assertThat(bulkDone).isGreaterThan(200);
        assertThat(bulkDone).isLessThan(liveDone / 10);
    }

    @Test
    void a_sweep_in_batches_of_twenty_leaves_live_requests_nineteen_in_twenty_of_the_units() {
        // Given
        int swept = 0;
        int liveDone = 0;
        List<PermitRequest> sweep = new ArrayList<>(List.of(join(Priority.SWEEP, 20)));
        List<PermitRequest> live = new ArrayList<>();

        // When
        for (int tick = 0; tick < 6_000; tick++) {
            clock.advance(Duration.ofMillis(100));
            keep(live, Priority.LIVE);
            advance();
            liveDone += 2 * forgetGranted(live);
            swept += 20 * forgetGranted(sweep);
            if (sweep.isEmpty()) {
                sweep.add(join(Priority.SWEEP, 20));
            }
        }

        // Then
        assertThat(swept).isBetween(liveDone / 30, liveDone / 10);
    }

    @Test
    void a_fill_uses_the_limit_to_the_brim_and_never_more_while_a_live_request_finds_room_at_once() {
        // Given
        List<Instant> spent = new ArrayList<>();
        Duration longestLive = Duration.ZERO;
        PermitRequest bulk = join(Priority.BULK, 2);
        PermitRequest live = null;
        Instant asked = Instant.MIN;

        // When
        for (int tick = 0; tick < 60_000; tick++) {
            clock.advance(Duration.ofMillis(10));
            if (live == null && tick % 400 < 5) {
                live = join(Priority.LIVE, 2);
                asked = clock.instant();
            }
            advance();
            while (bulk.granted) {
                spend(spent, 2);
                bulk = join(Priority.BULK, 2);
                advance();
            }
            if (live != null && live.granted) {
                spend(spent, 2);
                longestLive = longest(longestLive, Duration.between(asked, clock.instant()));
                live = null;
            }
        }

        // Then
        assertThat(most(spent, MINUTE)).isLessThanOrEqualTo(1_250);
        assertThat(spent.size() / 10.0).isGreaterThan(1_250 * 0.95);
        assertThat(longestLive).isLessThan(Duration.ofMillis(300));
    }

    private void keep(List<PermitRequest> waiters, Priority priority) {
        while (waiters.size() < 50) {
            waiters.add(join(priority, 2));
        }
    }

    private static int forgetGranted(List<PermitRequest> waiters) {
        int before = waiters.size();
        waiters.removeIf(permitRequest -> permitRequest.granted);
        return before - waiters.size();
    }

    private PermitRequest join(Priority priority, int units) {
        RequestCost requestCost = new RequestCost(MicrosoftService.SHAREPOINT, units, 0);
        PermitRequest permitRequest =
                new PermitRequest(requestCost, new CallContext(priority, Instant.MAX), lock.newCondition());
        queue.add(permitRequest);
        return permitRequest;
    }

    private void advance() {
        queue.advance(clock.instant());
    }

    private void spend(List<Instant> spent, int units) {
        for (int unit = 0; unit < units; unit++) {
            spent.add(clock.instant());
        }
    }

    private static Duration longest(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** The highest number of units in any window of that length. */
    private static int most(List<Instant> spent, Duration length) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < spent.size(); last++) {
            while (!spent.get(first).plus(length).isAfter(spent.get(last))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
