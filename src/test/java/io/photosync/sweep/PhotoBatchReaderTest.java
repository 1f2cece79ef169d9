package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.breaker.Breakers;
import io.photosync.breaker.OutageSettings;
import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.Priority;
import io.photosync.graph.PhotoAnswer;
import io.photosync.graph.PhotoState;
import io.photosync.sweep.SweepItem.Result;
import io.photosync.testkit.DefaultSettings;
import io.photosync.testkit.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhotoBatchReaderTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final PhotoAnswer PHOTO = new PhotoAnswer.Known(new PhotoState.Present("e1", 648, 648));
    private static final SweepItem ADA = new SweepItem(0, "ada", 0);
    private static final SweepItem BOB = new SweepItem(1, "bob", 0);

    private final MovableClock clock = new MovableClock(NOON);
    private final SweepCounters counters = new SweepCounters(SweepState.Running.begin(1, NOON, 2), false);
    private final Script graph = new Script();
    private Optional<Failure> probe = Optional.empty();

    @Test
    void a_throttled_item_is_retried_after_its_pause_and_the_others_are_not_asked_again() throws Exception {
        // Given
        graph.answer(Map.of("ada", failed(Kind.THROTTLED, 429, 7), "bob", PHOTO));

        // When
        Map<SweepItem, Result> results = read(ADA, BOB);

        // Then
        assertThat(results.get(ADA)).isEqualTo(new Result.Retry(NOON.plusSeconds(7)));
        assertThat(results.get(BOB)).isInstanceOf(Result.Answered.class);
        assertThat(graph.asked).containsExactly(List.of("ada", "bob"));
    }

    @Test
    void a_failed_item_is_tried_four_times_with_growing_pauses() {
        assertThat(result(0, Kind.SERVER_ERROR)).isEqualTo(new Result.Retry(NOON.plusSeconds(1)));
        assertThat(result(2, Kind.SERVER_ERROR)).isEqualTo(new Result.Retry(NOON.plusSeconds(4)));
        assertThat(result(3, Kind.SERVER_ERROR)).isInstanceOf(Result.GivenUp.class);
        assertThat(result(3, Kind.UNREADABLE)).isInstanceOf(Result.GivenUp.class);
    }

    @Test
    void a_refused_item_is_left_to_the_next_pass_at_once() {
        assertThat(result(0, Kind.REFUSED)).isInstanceOf(Result.GivenUp.class);
        assertThat(result(0, Kind.FORBIDDEN)).isInstanceOf(Result.GivenUp.class);
    }

    @Test
    void a_batch_that_fails_while_graph_is_away_is_repeated_and_no_user_is_skipped() throws Exception {
        // Given
        Failure away = failure(Kind.SERVER_ERROR, 503, Optional.empty());
        probe = Optional.of(away);
        graph.fail(away);
        graph.then(() -> probe = Optional.empty());
        graph.answer(Map.of("ada", PHOTO, "bob", PHOTO));

        // When
        Map<SweepItem, Result> results =
                new PhotoBatchReader(graph, breakers(Clock.systemUTC()), clock).read(List.of(ADA, BOB), counters);

        // Then
        assertThat(results.values()).allMatch(Result.Answered.class::isInstance);
        assertThat(graph.asked).hasSize(2);
    }

    @Test
    void items_that_all_fail_while_graph_is_away_are_asked_again_together() throws Exception {
        // Given
        PhotoAnswer error = failed(Kind.SERVER_ERROR, 503, 0);
        probe = Optional.of(failure(Kind.SERVER_ERROR, 503, Optional.empty()));
        graph.answer(Map.of("ada", error, "bob", error));
        graph.then(() -> probe = Optional.empty());
        graph.answer(Map.of("ada", PHOTO, "bob", PHOTO));

        // When
        Map<SweepItem, Result> results =
                new PhotoBatchReader(graph, breakers(Clock.systemUTC()), clock).read(List.of(ADA, BOB), counters);

        // Then
        assertThat(results.values()).allMatch(Result.Answered.class::isInstance);
    }

    @Test
    void a_throttled_batch_is_repeated_after_its_pause() throws Exception {
        // Given
        graph.fail(failure(Kind.THROTTLED, 429, Optional.of(Duration.ofMillis(5))));
        graph.answer(Map.of("ada", PHOTO, "bob", PHOTO));

        // When
        Map<SweepItem, Result> results = read(ADA, BOB);

        // Then
        assertThat(results.values()).allMatch(Result.Answered.class::isInstance);
    }

    @Test
    void a_batch_that_is_refused_because_of_one_is_asked_one_by_one() throws Exception {
        // Given
        Failure refused = failure(Kind.REFUSED, 400, Optional.empty());
        graph.fail(refused);
        graph.fail(refused);
        graph.answer(Map.of("bob", PHOTO));

        // When
        Map<SweepItem, Result> results = read(ADA, BOB);

        // Then
        assertThat(results.get(ADA)).isEqualTo(new Result.GivenUp(refused));
        assertThat(results.get(BOB)).isInstanceOf(Result.Answered.class);
        assertThat(graph.asked).containsExactly(List.of("ada", "bob"), List.of("ada"), List.of("bob"));
    }

    @Test
    void items_that_are_all_forbidden_while_graph_answers_are_not_asked_one_by_one() throws Exception {
        // Given
        PhotoAnswer denied = failed(Kind.FORBIDDEN, 403, 0);
        graph.answer(Map.of("ada", denied, "bob", denied));

        // When
        Map<SweepItem, Result> results = read(ADA, BOB);

        // Then
        assertThat(results.values()).allMatch(Result.GivenUp.class::isInstance);
        assertThat(graph.asked).hasSize(1);
    }

    @Test
    void the_sweep_asks_with_the_lowest_priority() throws Exception {
        graph.answer(Map.of("ada", PHOTO));

        read(ADA);

        assertThat(graph.ask.priority()).isEqualTo(Priority.SWEEP);
    }

    private Map<SweepItem, Result> read(SweepItem... items) throws InterruptedException {
        return new PhotoBatchReader(graph, breakers(clock), clock).read(List.of(items), counters);
    }

    private Breakers breakers(Clock time) {
        Breakers breakers = new Breakers(time, DefaultSettings.of(OutageSettings.class));
        breakers.register(MicrosoftService.GRAPH, () -> probe);
        return breakers;
    }

    private static Result result(int attempt, Kind kind) {
        return new SweepItem(0, "ada", attempt)
                .result(new PhotoAnswer.Failed(failure(kind, 500, Optional.empty())), NOON);
    }

    private static PhotoAnswer failed(Kind kind, int status, int seconds) {
        return new PhotoAnswer.Failed(
                failure(kind, status, Optional.of(Duration.ofSeconds(seconds)).filter(Duration::isPositive)));
    }

    private static Failure failure(Kind kind, int status, Optional<Duration> retryAfter) {
        return Failure.of(MicrosoftService.GRAPH, kind, status, "code", "detail")
                .askingFor(retryAfter);
    }

    /** A Graph that gives the scripted answers, one after another. */
    private static final class Script implements PhotoBatchReader.Source {
        private final Deque<Object> answers = new ArrayDeque<>();
        private final Map<Integer, Runnable> after = new HashMap<>();
        private final List<List<String>> asked = new ArrayList<>();
        private CallContext ask;

        void answer(Map<String, PhotoAnswer> answer) {
            answers.add(answer);
        }

        void fail(Failure failure) {
            answers.add(failure);
        }

        /** What happens when the answer before was asked for and given a while. */
        void then(Runnable happens) {
            after.put(answers.size(), () -> Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(Duration.ofSeconds(1));
                    happens.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }

        @Override
        @SuppressWarnings("unchecked")
        public Map<String, PhotoAnswer> states(Collection<String> userIds, CallContext asking)
                throws MicrosoftCallException {
            asked.add(List.copyOf(userIds));
            ask = asking;
            after.getOrDefault(asked.size(), () -> {}).run();
            Object answer = answers.remove();
            if (answer instanceof Failure failure) {
                throw new MicrosoftCallException(failure);
            }
            return (Map<String, PhotoAnswer>) answer;
        }
    }
}
