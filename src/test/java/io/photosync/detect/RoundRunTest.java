package io.photosync.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.budget.Breakers;
import io.photosync.budget.Failure;
import io.photosync.budget.Failure.Kind;
import io.photosync.budget.MicrosoftService;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.PhotoAnswer;
import io.photosync.exchange.PhotoState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundRunTest {
    private static final PhotoAnswer PHOTO = new PhotoAnswer.Known(new PhotoState.Present("e1", 648, 648));
    private static final String[] PEOPLE =
            IntStream.range(0, 100).mapToObj("person-%03d"::formatted).toArray(String[]::new);

    private final Clock clock = Clock.systemUTC();
    private final Round round = new Round(PEOPLE, "");
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<String> positions = Collections.synchronizedList(new ArrayList<>());

    @Test
    void everybody_is_looked_at_once_though_items_are_throttled() throws Exception {
        // Given
        Set<String> throttled = ConcurrentHashMap.newKeySet();
        BatchLook.Reader graph = (ids, ask) -> {
            Map<String, PhotoAnswer> answers = new LinkedHashMap<>();
            ids.forEach(id -> answers.put(id, id.endsWith("7") && throttled.add(id) ? busy() : PHOTO));
            return answers;
        };

        // When
        run(graph, (id, state) -> seen.add(id)).run();

        // Then
        assertThat(seen).containsExactlyInAnyOrder(PEOPLE);
        assertThat(throttled).hasSize(10);
        assertThat(round.position()).isEqualTo("person-099");
    }

    @Test
    void the_position_does_not_pass_anybody_whose_event_kafka_did_not_take() {
        // Given
        BatchLook.Reader graph = (ids, ask) -> {
            Map<String, PhotoAnswer> answers = new LinkedHashMap<>();
            ids.forEach(id -> answers.put(id, PHOTO));
            return answers;
        };
        RoundRun run = run(graph, (id, state) -> {
            if (id.equals("person-030")) {
                throw NotWritten.notReadBack("photo-updated", Duration.ofSeconds(1));
            }
        });

        // Then
        assertThatThrownBy(run::run).isInstanceOf(NotWritten.class);
        assertThat(round.position()).isEqualTo("person-029");
        assertThat(positions).allMatch(position -> position.compareTo("person-030") < 0);
    }

    private RoundRun run(BatchLook.Reader graph, RoundRun.Seen follow) {
        Breakers breakers = new Breakers(clock);
        breakers.watch(MicrosoftService.GRAPH, Optional::empty);
        RoundPace pace = new RoundPace(clock.instant(), Duration.ofMillis(200), PEOPLE.length / RoundRun.BATCH, 0);
        RoundRun.Parts parts = new RoundRun.Parts(
                new BatchLook(graph, breakers, clock),
                follow,
                (turn, why) -> {
                    throw new IllegalStateException("nobody is to be given up: " + turn);
                },
                going -> positions.add(going.position()),
                clock);
        return new RoundRun(round, pace, 4, parts);
    }

    private static PhotoAnswer busy() {
        return new PhotoAnswer.Failed(new Failure(
                MicrosoftService.GRAPH,
                Kind.THROTTLED,
                429,
                "TooManyRequests",
                "later",
                Optional.of(Duration.ofMillis(20)),
                Optional.empty()));
    }
}
