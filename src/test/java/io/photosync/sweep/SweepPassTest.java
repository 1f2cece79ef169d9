package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.breaker.Breakers;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftService;
import io.photosync.graph.PhotoAnswer;
import io.photosync.graph.PhotoState;
import io.photosync.kafka.TopicWriter.WriteFailedException;
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

class SweepPassTest {
    private static final PhotoAnswer PHOTO = new PhotoAnswer.Known(new PhotoState.Present("e1", 648, 648));
    private static final String[] PEOPLE =
            IntStream.range(0, 100).mapToObj("person-%03d"::formatted).toArray(String[]::new);

    private final Clock clock = Clock.systemUTC();
    private final SweepCursor sweepCursor = new SweepCursor(PEOPLE, "");
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<String> positions = Collections.synchronizedList(new ArrayList<>());

    @Test
    void everybody_is_looked_at_once_though_items_are_throttled() throws Exception {
        // Given
        Set<String> throttled = ConcurrentHashMap.newKeySet();
        PhotoBatchReader.Reader graph = (ids, ask) -> {
            Map<String, PhotoAnswer> answers = new LinkedHashMap<>();
            ids.forEach(id -> answers.put(id, id.endsWith("7") && throttled.add(id) ? busy() : PHOTO));
            return answers;
        };

        // When
        run(graph, (id, state) -> seen.add(id)).run();

        // Then
        assertThat(seen).containsExactlyInAnyOrder(PEOPLE);
        assertThat(throttled).hasSize(10);
        assertThat(sweepCursor.position()).isEqualTo("person-099");
    }

    @Test
    void the_position_does_not_pass_anybody_whose_event_kafka_did_not_take() {
        // Given
        PhotoBatchReader.Reader graph = (ids, ask) -> {
            Map<String, PhotoAnswer> answers = new LinkedHashMap<>();
            ids.forEach(id -> answers.put(id, PHOTO));
            return answers;
        };
        SweepPass run = run(graph, (id, state) -> {
            if (id.equals("person-030")) {
                throw WriteFailedException.notReadBack("photo-updated", Duration.ofSeconds(1));
            }
        });

        // Then
        assertThatThrownBy(run::run).isInstanceOf(WriteFailedException.class);
        assertThat(sweepCursor.position()).isEqualTo("person-029");
        assertThat(positions).allMatch(position -> position.compareTo("person-030") < 0);
    }

    private SweepPass run(PhotoBatchReader.Reader graph, SweepPass.Seen follow) {
        Breakers breakers = new Breakers(clock);
        breakers.register(MicrosoftService.GRAPH, Optional::empty);
        SweepPacer pace = new SweepPacer(clock.instant(), Duration.ofMillis(200), PEOPLE.length / SweepPass.BATCH, 0);
        SweepPass.Parts parts = new SweepPass.Parts(
                new PhotoBatchReader(graph, breakers, clock),
                follow,
                (turn, why) -> {
                    throw new IllegalStateException("nobody is to be given up: " + turn);
                },
                going -> positions.add(going.position()),
                clock);
        return new SweepPass(sweepCursor, pace, 4, parts);
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
