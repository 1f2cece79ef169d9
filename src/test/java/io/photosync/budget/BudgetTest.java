package io.photosync.budget;

import static io.photosync.call.MicrosoftService.ENTRA;
import static io.photosync.call.MicrosoftService.GRAPH;
import static io.photosync.call.MicrosoftService.SHAREPOINT;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.Priority;
import io.photosync.call.RequestCost;
import io.photosync.testkit.Patience;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BudgetTest {
    private static final RequestCost WRITE = new RequestCost(SHAREPOINT, 2, 1);

    @Test
    void the_lowest_tier_is_the_default_and_each_limit_may_be_set() {
        // When
        BudgetState byDefault = budget(Map.of()).state(SHAREPOINT);
        BudgetState byLicences =
                budget(Map.of("photosync.sharepoint.licences", "20000")).state(SHAREPOINT);
        BudgetState bySetting = budget(Map.of(
                        "photosync.sharepoint.units-per-minute", "500",
                        "photosync.sharepoint.units-per-day", "600",
                        "photosync.sharepoint.profile-calls-per-five-minutes", "700"))
                .state(SHAREPOINT);

        // Then
        assertThat(limits(byDefault)).containsExactly(1_250L, 1_200_000L, 3_000L);
        assertThat(limits(byLicences)).containsExactly(5_000L, 4_800_000L, 12_000L);
        assertThat(limits(bySetting)).containsExactly(500L, 600L, 700L);
        assertThat(limits(budget(Map.of("photosync.graph.requests-per-second", "30"))
                        .state(GRAPH)))
                .containsExactly(300L);
    }

    @Test
    void a_permit_counts_against_all_limits_of_the_service() throws Exception {
        // Given
        Budget budget = budget(Map.of());

        // When
        budget.acquire(WRITE, ask(Priority.LIVE, 30));
        budget.acquire(new RequestCost(ENTRA, 1, 0), ask(Priority.LIVE, 30));

        // Then
        assertThat(budget.state(SHAREPOINT).accounts())
                .extracting(BudgetState.AccountState::used)
                .containsExactly(2L, 2L, 1L);
        assertThat(budget.state(GRAPH).accounts())
                .extracting(BudgetState.AccountState::used)
                .containsExactly(0L);
    }

    @Test
    void graphs_limit_is_the_leaders_to_spend_however_many_replicas_share_the_partitions() {
        // Given
        Budget budget = budget(Map.of("photosync.graph.requests-per-second", "30"));

        // When
        budget.share(0.25);

        // Then
        assertThat(limits(budget.state(GRAPH))).containsExactly(300L);
        assertThat(budget.state(GRAPH).accounts().getFirst().used()).isZero();
        assertThat(limits(budget.state(SHAREPOINT)).getFirst()).isEqualTo(313L);
    }

    @Test
    void a_pause_beyond_the_deadline_fails_immediately() {
        // Given
        Budget budget = budget(Map.of());
        budget.pauseFor(SHAREPOINT, Duration.ofMinutes(5));
        Instant began = Instant.now();

        // Then
        assertThatThrownBy(() -> budget.acquire(WRITE, ask(Priority.LIVE, 120)))
                .isInstanceOfSatisfying(MicrosoftCallException.class, failed -> {
                    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.THROTTLED);
                    assertThat(failed.failure().retryAfter().orElseThrow())
                            .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
                });
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void no_permit_is_granted_after_the_deadline_and_that_is_no_throttling() {
        // Given
        Budget budget = budget(Map.of());

        // Then
        assertThatThrownBy(() -> budget.acquire(WRITE, ask(Priority.LIVE, -600)))
                .isInstanceOfSatisfying(MicrosoftCallException.class, failed -> {
                    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNREACHABLE);
                    assertThat(failed.failure().code()).isEqualTo("deadline");
                });
        assertThat(budget.state(SHAREPOINT).accounts())
                .extracting(BudgetState.AccountState::used)
                .containsOnly(0L);
    }

    @Test
    void a_caller_that_can_wait_learns_until_when() throws Exception {
        // Given
        Budget budget = budget(Map.of("photosync.sharepoint.units-per-day", "20"));
        Instant before = budget.notBefore(SHAREPOINT, Priority.BULK);

        // When
        for (int i = 0; i < 9; i++) {
            budget.acquire(WRITE, ask(Priority.LIVE, 30));
        }

        // Then
        assertThat(before).isBeforeOrEqualTo(Instant.now());
        assertThat(budget.notBefore(SHAREPOINT, Priority.BULK))
                .isAfter(Instant.now().plus(Duration.ofHours(23)));
        assertThat(budget.notBefore(SHAREPOINT, Priority.LIVE)).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void a_pause_applies_to_requests_that_wait_already() throws Exception {
        // Given
        Budget budget = budget(Map.of("photosync.sharepoint.units-per-minute", "2"));
        budget.acquire(WRITE, ask(Priority.LIVE, 30));
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                budget.acquire(WRITE, ask(Priority.LIVE, 90));
            } catch (MicrosoftCallException | InterruptedException e) {
                failures.add(e);
            }
        });
        awaitWaiting(budget, 1);

        // When
        budget.pauseFor(SHAREPOINT, Duration.ofMinutes(10));
        waiting.join(Patience.LONG);

        // Then
        assertThat(failures).singleElement().isInstanceOf(MicrosoftCallException.class);
        assertThat(budget.state(SHAREPOINT).waiting()).isEmpty();
    }

    @Test
    void an_interrupted_request_leaves_the_queue() throws Exception {
        // Given
        Budget budget = budget(Map.of("photosync.sharepoint.units-per-minute", "2"));
        budget.acquire(WRITE, ask(Priority.LIVE, 30));
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                budget.acquire(WRITE, ask(Priority.BULK, 90));
            } catch (MicrosoftCallException | InterruptedException e) {
                failures.add(e);
            }
        });
        awaitWaiting(budget, 1);

        // When
        waiting.interrupt();
        waiting.join(Patience.LONG);

        // Then
        assertThat(failures).singleElement().isInstanceOf(InterruptedException.class);
        assertThat(budget.state(SHAREPOINT).waiting()).isEmpty();
    }

    @Test
    void many_threads_get_what_the_limit_allows_and_no_more() throws Exception {
        // Given
        Budget budget = budget(Map.of("photosync.graph.requests-per-second", "50"));
        List<Callable<Instant>> all = IntStream.range(0, 200)
                .mapToObj(i -> (Callable<Instant>) () -> {
                    budget.acquire(new RequestCost(GRAPH, 1, 0), ask(Priority.BULK, 60));
                    return Instant.now();
                })
                .toList();
        Instant began = Instant.now();

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(all).forEach(done -> assertThat(done).isDone());
        }

        // Then
        Duration took = Duration.between(began, Instant.now());
        assertThat(took).isGreaterThan(Duration.ofMillis(2_900));
        assertThat(budget.state(GRAPH).accounts().getFirst().used()).isEqualTo(200);
        assertThat(budget.state(GRAPH).waiting()).isEmpty();
    }

    private static Budget budget(Map<String, String> settings) {
        BudgetSettings mapped = new SmallRyeConfigBuilder()
                .withMapping(BudgetSettings.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(BudgetSettings.class);
        return new Budget(Clock.systemUTC(), mapped);
    }

    private static List<Long> limits(BudgetState state) {
        return state.accounts().stream().map(BudgetState.AccountState::limit).toList();
    }

    private static CallContext ask(Priority priority, int seconds) {
        return new CallContext(priority, Instant.now().plusSeconds(seconds));
    }

    private static void awaitWaiting(Budget budget, int number) {
        await().until(() -> budget.state(SHAREPOINT).waiting().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum()
                == number);
    }
}
