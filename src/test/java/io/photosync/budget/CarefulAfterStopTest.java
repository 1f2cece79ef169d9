package io.photosync.budget;

import static io.photosync.call.MicrosoftService.GRAPH;
import static io.photosync.call.MicrosoftService.SHAREPOINT;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.Priority;
import io.photosync.call.RequestCost;
import io.photosync.testkit.MovableClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CarefulAfterStopTest {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-05T08:00:00Z"));
    private final Budget budget = new Budget(
            clock,
            new SmallRyeConfigBuilder()
                    .withMapping(BudgetSettings.class)
                    .build()
                    .getConfigMapping(BudgetSettings.class));

    @Test
    void a_pause_of_days_ends_after_a_quarter_of_an_hour_and_operators_see_until_when() {
        budget.pauseFor(GRAPH, Duration.ofSeconds(999_999_999));

        assertThat(budget.state(GRAPH).stoppedUntil()).contains(clock.instant().plus(QUARTER));
        clock.advance(QUARTER);
        assertThat(budget.state(GRAPH).stoppedUntil()).isEmpty();
    }

    @Test
    void then_one_request_goes_and_the_others_once_it_was_answered() throws Exception {
        // Given
        budget.pauseFor(SHAREPOINT, Duration.ofHours(12));
        clock.advance(QUARTER);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            CompletableFuture<?>[] asked = IntStream.range(0, 5)
                    .mapToObj(i -> CompletableFuture.runAsync(this::take, threads))
                    .toArray(CompletableFuture[]::new);
            await().until(() -> done(asked) == 1 && waiting() == 4);

            // Then
            budget.answered(SHAREPOINT);
            CompletableFuture.allOf(asked).join();
        }
    }

    @Test
    void a_first_request_that_is_throttled_again_pauses_the_others_as_long() throws Exception {
        // Given
        budget.pauseFor(GRAPH, QUARTER);
        clock.advance(QUARTER);
        budget.acquire(new RequestCost(GRAPH, 1, 0), ask());

        // When
        budget.pauseFor(GRAPH, QUARTER);

        // Then
        assertThat(budget.state(GRAPH).stoppedUntil()).contains(clock.instant().plus(QUARTER));
        assertThatThrownBy(() -> budget.acquire(new RequestCost(GRAPH, 1, 0), ask()))
                .isInstanceOf(MicrosoftCallException.class);
    }

    @Test
    void a_first_request_that_is_never_answered_holds_the_others_up_for_half_a_minute_only() throws Exception {
        // Given
        budget.pauseFor(GRAPH, QUARTER);
        clock.advance(QUARTER);
        budget.acquire(new RequestCost(GRAPH, 1, 0), ask());

        // When
        clock.advance(Duration.ofSeconds(30));

        // Then
        budget.acquire(new RequestCost(GRAPH, 1, 0), ask());
        budget.acquire(new RequestCost(GRAPH, 1, 0), ask());
        assertThat(budget.state(GRAPH).accounts().getFirst().used()).isPositive();
    }

    @Test
    void after_a_wait_that_was_obeyed_in_full_all_may_go() throws Exception {
        // Given
        budget.pauseFor(GRAPH, Duration.ofMinutes(5));

        // When
        clock.advance(Duration.ofMinutes(5));

        // Then
        budget.acquire(new RequestCost(GRAPH, 1, 0), ask());
        budget.acquire(new RequestCost(GRAPH, 1, 0), ask());
        assertThat(budget.state(GRAPH).accounts().getFirst().used()).isEqualTo(2);
    }

    private void take() {
        try {
            budget.acquire(new RequestCost(SHAREPOINT, 1, 0), ask());
        } catch (MicrosoftCallException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CallContext ask() {
        return new CallContext(Priority.LIVE, clock.instant().plusSeconds(60));
    }

    private int waiting() {
        return budget.state(SHAREPOINT).waiting().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static long done(CompletableFuture<?>[] asked) {
        return Arrays.stream(asked).filter(CompletableFuture::isDone).count();
    }
}
