package io.photosync.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.Priority;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhotosOnTenantTest {
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.forTests());
    private final GraphRoom graph = GraphRoom.in(sandbox);

    @AfterAll
    void stop() {
        graph.close();
        sandbox.close();
    }

    @BeforeEach
    void heal() {
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.switches().setPhotosPerBatch(0);
    }

    @Test
    void a_photo_has_an_etag_and_bytes() throws Exception {
        // Given
        Person anna = people(this::hasPhoto).getFirst();

        // When
        PhotoState state = graph.photos().state(anna.id(), GraphRoom.ask());
        PhotoContent content = graph.photos().content(anna.id(), GraphRoom.ask());

        // Then
        assertThat(state).isInstanceOf(PhotoState.Present.class);
        assertThat(content).isInstanceOfSatisfying(PhotoContent.Bytes.class, bytes -> {
            assertThat(bytes.bytes()).startsWith(0xFF, 0xD8);
            assertThat(bytes.contentType()).isEqualTo("image/jpeg");
        });
    }

    @Test
    void no_request_to_graph_outlives_its_callers_deadline() throws Exception {
        // Given
        Person anna = people(this::hasPhoto).getFirst();
        graph.photos().state(anna.id(), GraphRoom.ask());
        sandbox.troubles().latency().set(Service.GRAPH, Duration.ofSeconds(15));
        long start = System.nanoTime();

        // When
        MicrosoftCallException failed;
        try {
            failed = catchThrowableOfType(MicrosoftCallException.class, () -> graph.photos()
                    .content(anna.id(), GraphRoom.ask(Priority.LIVE, Duration.ofMillis(700))));
        } finally {
            sandbox.troubles().latency().set(Service.GRAPH, Duration.ZERO);
        }

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
        assertThat(failed.failure().kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void all_ways_of_saying_no_photo_are_understood() throws Exception {
        // Given
        Set<String> ways = new HashSet<>();

        // When
        for (Person person : people(person -> person.mailbox() && !hasPhoto(person))) {
            PhotoState state = graph.photos().state(person.id(), GraphRoom.ask());
            PhotoContent content = graph.photos().content(person.id(), GraphRoom.ask());
            ways.add(((PhotoState.Absent) state).how());
            assertThat(content).isInstanceOf(PhotoContent.Absent.class);
        }

        // Then
        assertThat(ways).containsExactlyInAnyOrder("ImageNotFound", "ErrorItemNotFound", "1x1");
    }

    @Test
    void users_without_a_mailbox_and_unknown_users_are_distinguished() throws Exception {
        for (Person person : people(person -> !person.mailbox())) {
            assertThat(graph.photos().state(person.id(), GraphRoom.ask())).isEqualTo(new PhotoState.NoMailbox());
            assertThat(graph.photos().content(person.id(), GraphRoom.ask())).isEqualTo(new PhotoContent.NoMailbox());
        }
        assertThat(graph.photos().state(NOBODY, GraphRoom.ask())).isEqualTo(new PhotoState.UserGone());
        assertThat(graph.photos().content(NOBODY, GraphRoom.ask())).isEqualTo(new PhotoContent.UserGone());
    }

    @Test
    void a_batch_says_of_each_user_what_a_single_request_says() throws Exception {
        // Given
        List<String> ids = new ArrayList<>(
                people(person -> true).stream().map(Person::id).limit(60).toList());
        ids.add(NOBODY);
        long before = requests();

        // When
        Map<String, PhotoAnswer> answers =
                graph.photos().states(ids, GraphRoom.ask(Priority.SWEEP, Duration.ofSeconds(20)));

        // Then
        assertThat(requests() - before).isEqualTo(4);
        for (String id : ids) {
            assertThat(answers.get(id))
                    .isEqualTo(new PhotoAnswer.Known(graph.photos().state(id, GraphRoom.ask())));
        }
    }

    @Test
    void a_failure_inside_a_batch_is_one_users() throws Exception {
        // Given
        List<Person> people = people(this::hasPhoto).subList(0, 4);
        fault(Fault.always(Service.GRAPH, "/photo", 429)
                .retryAfter(30)
                .user(people.get(1).id()));
        fault(Fault.always(Service.GRAPH, "/photo", 503).user(people.get(2).id()));
        fault(Fault.always(Service.GRAPH, "/photo", 403).user(people.get(3).id()));

        // When
        Map<String, PhotoAnswer> answers =
                graph.photos().states(people.stream().map(Person::id).toList(), GraphRoom.ask());

        // Then
        assertThat(answers.get(people.get(0).id()))
                .isInstanceOfSatisfying(PhotoAnswer.Known.class, known -> assertThat(known.state())
                        .isInstanceOf(PhotoState.Present.class));
        Failure throttled = failed(answers.get(people.get(1).id()));
        assertThat(throttled.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(throttled.retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(30)));
        assertThat(failed(answers.get(people.get(2).id())).kind()).isEqualTo(Kind.SERVER_ERROR);
        assertThat(failed(answers.get(people.get(3).id())).kind()).isEqualTo(Kind.FORBIDDEN);
    }

    @Test
    void a_404_for_all_users_is_never_no_photo() throws Exception {
        fault(Fault.always(Service.GRAPH, "/photo", 404));

        for (Person person : people(this::hasPhoto).subList(0, 20)) {
            assertThat(graph.photos().state(person.id(), GraphRoom.ask())).isNotInstanceOf(PhotoState.Absent.class);
            assertThat(graph.photos().content(person.id(), GraphRoom.ask())).isNotInstanceOf(PhotoContent.Absent.class);
        }
    }

    @Test
    void throttled_requests_are_repeated_until_they_are_served() throws Exception {
        // Given
        fault(Fault.always(Service.GRAPH, "/photo", 429).retryAfter(1).times(1));
        long before = requests();

        // When
        PhotoState state =
                graph.photos().state(people(this::hasPhoto).getFirst().id(), GraphRoom.ask());

        // Then
        assertThat(state).isInstanceOf(PhotoState.Present.class);
        assertThat(requests() - before).isEqualTo(2);
    }

    @Test
    void a_503_without_retry_after_is_the_callers_to_judge() {
        fault(Fault.always(Service.GRAPH, "/photo", 503).times(1));

        Failure failure = failure(
                () -> graph.photos().content(people(this::hasPhoto).getFirst().id(), GraphRoom.ask()));

        assertThat(failure.kind()).isEqualTo(Kind.SERVER_ERROR);
        assertThat(failure.requestId()).isPresent();
    }

    @Test
    void a_token_that_graph_refuses_is_replaced_on_the_way() throws Exception {
        fault(Fault.always(Service.GRAPH, "/photo", 401).times(1));

        assertThat(graph.photos().state(people(this::hasPhoto).getFirst().id(), GraphRoom.ask()))
                .isInstanceOf(PhotoState.Present.class);
    }

    @Test
    void a_dropped_connection_is_unreachable() {
        fault(Fault.always(Service.GRAPH, "/photo", 0));

        assertThat(failure(() -> graph.photos()
                                .state(people(this::hasPhoto).getFirst().id(), GraphRoom.ask()))
                        .kind())
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void a_missing_token_is_entras_failure() {
        try (GraphRoom fresh = GraphRoom.in(sandbox)) {
            fault(Fault.always(Service.ENTRA, "/token", 503));

            Failure failure = failure(() -> fresh.photos().state(NOBODY, GraphRoom.ask()));

            assertThat(failure.service()).isEqualTo(MicrosoftService.ENTRA);
            assertThat(failure.kind()).isEqualTo(Kind.SERVER_ERROR);
            assertThat(failure.status()).isEqualTo(503);
            assertThat(fresh.counted("server_error")).as("requests to Graph").isZero();
        }
    }

    @Test
    void operators_see_until_when_entra_is_not_asked() {
        try (GraphRoom fresh = GraphRoom.in(sandbox)) {
            fault(Fault.always(Service.ENTRA, "/token", 429).retryAfter(100_000));

            Failure failure = failure(() -> fresh.photos().state(NOBODY, GraphRoom.ask()));

            assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(failure.service()).isEqualTo(MicrosoftService.ENTRA);
            assertThat(fresh.stoppedUntil(MicrosoftService.ENTRA).orElseThrow())
                    .isBetween(Instant.now().plusSeconds(700), Instant.now().plusSeconds(900));
        }
    }

    private boolean hasPhoto(Person person) {
        return person.mailbox() && sandbox.exchangePhotos().find(person.id()).isPresent();
    }

    private List<Person> people(Predicate<Person> which) {
        return sandbox.directory().all().stream().filter(which).toList();
    }

    private long requests() {
        return sandbox.troubles().counters().of(Service.GRAPH).requests();
    }

    private void fault(Fault fault) {
        sandbox.troubles().faults().put(fault);
    }

    private static Failure failed(PhotoAnswer answer) {
        return ((PhotoAnswer.Failed) answer).failure();
    }

    private static Failure failure(ThrowingCallable call) {
        MicrosoftCallException failed = catchThrowableOfType(MicrosoftCallException.class, call);
        assertThat(failed).isNotNull();
        return failed.failure();
    }
}
