package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.breaker.Breakers;
import io.photosync.breaker.OutageSettings;
import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftService;
import io.photosync.graph.PhotoAnswer;
import io.photosync.graph.PhotoState;
import io.photosync.kafka.WriteFailedException;
import io.photosync.sweep.SweepState.Running;
import io.photosync.testkit.DefaultSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepPassTest {
    private static final PhotoAnswer PHOTO = new PhotoAnswer.Known(new PhotoState.Present("e1", 648, 648));
    private static final String[] USERS =
            IntStream.range(0, 100).mapToObj("user-%03d"::formatted).toArray(String[]::new);

    private final Clock clock = Clock.systemUTC();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<String> positions = Collections.synchronizedList(new ArrayList<>());

    @Test
    void every_user_is_checked_once_though_items_are_throttled() throws Exception {
        // Given
        Set<String> throttled = ConcurrentHashMap.newKeySet();
        PhotoBatchReader.Source graph = (ids, callContext) -> {
            Map<String, PhotoAnswer> answers = new LinkedHashMap<>();
            ids.forEach(id -> answers.put(id, id.endsWith("7") && throttled.add(id) ? busy() : PHOTO));
            return answers;
        };

        // When
        Running end = pass(graph, "no user").run();

        // Then
        assertThat(seen).containsExactlyInAnyOrder(USERS);
        assertThat(throttled).hasSize(10);
        assertThat(end.position()).isEqualTo("user-099");
        assertThat(end.failed()).isZero();
        assertThat(end.requests()).isGreaterThan(USERS.length / SweepPass.BATCH);
    }

    @Test
    void the_position_stays_before_a_user_whose_event_kafka_did_not_take() {
        // Given
        SweepPass pass = pass(SweepPassTest::photos, "user-030");

        // Then
        assertThatThrownBy(pass::run).isInstanceOf(WriteFailedException.class);
        assertThat(pass.running().position()).isEqualTo("user-029");
        assertThat(positions).allMatch(position -> position.compareTo("user-030") < 0);
    }

    @Test
    void only_the_first_pass_over_a_tenant_is_not_spread_over_the_configured_time() {
        assertThat(plan(true, Duration.ofMinutes(5)).spreadOver()).isZero();
        assertThat(plan(false, Duration.ofMinutes(5)).spreadOver()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void the_first_pass_over_a_tenant_ends_long_before_the_configured_time() throws Exception {
        // Given
        Instant before = clock.instant();

        // When
        pass(SweepPassTest::photos, "no user", plan(true, Duration.ofHours(1))).run();

        // Then
        assertThat(seen).containsExactlyInAnyOrder(USERS);
        assertThat(Duration.between(before, clock.instant())).isLessThan(Duration.ofMinutes(1));
    }

    private SweepPass.Plan plan(boolean firstPass, Duration every) {
        return new SweepPass.Plan(Running.begin(1, clock.instant(), USERS.length), USERS, firstPass, every, 4);
    }

    private SweepPass pass(PhotoBatchReader.Source graph, String lost) {
        return pass(graph, lost, plan(false, Duration.ofMillis(200)));
    }

    /** @param lost the user whose event Kafka does not take */
    private SweepPass pass(PhotoBatchReader.Source graph, String lost, SweepPass.Plan plan) {
        Breakers breakers = new Breakers(clock, DefaultSettings.of(OutageSettings.class));
        breakers.register(MicrosoftService.GRAPH, Optional::empty);
        PassListener listener = new PassListener() {
            @Override
            public void onPhoto(String userId, PhotoState state, SweepCounters counters) throws WriteFailedException {
                if (userId.equals(lost)) {
                    throw WriteFailedException.notReadBack("photo-updated", Duration.ofSeconds(1));
                }
                seen.add(userId);
            }

            @Override
            public void onProgress(Running running) {
                positions.add(running.position());
            }
        };
        return new SweepPass(plan, new PhotoBatchReader(graph, breakers, clock), listener, clock);
    }

    private static Map<String, PhotoAnswer> photos(Collection<String> ids, CallContext callContext) {
        Map<String, PhotoAnswer> answers = new LinkedHashMap<>();
        ids.forEach(id -> answers.put(id, PHOTO));
        return answers;
    }

    private static PhotoAnswer busy() {
        return new PhotoAnswer.Failed(
                Failure.of(MicrosoftService.GRAPH, Kind.THROTTLED, 429, "TooManyRequests", "later")
                        .askingFor(Optional.of(Duration.ofMillis(20))));
    }
}
