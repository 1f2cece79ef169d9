package io.photosync.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whether Graph fails for all users or for one, as the probe distinguishes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphProbeTest {
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
    }

    @Test
    void the_probe_distinguishes_an_outage_from_one_users_trouble() throws Exception {
        // Given
        GraphProbe probe = graph.probe();
        assertThat(probe.probe()).isEmpty();
        String first = sandbox.directory().all().iterator().next().id();

        // When
        fault(Fault.always(Service.GRAPH, "/photo", 500).user(first));
        Optional<Failure> one = probe.probe();
        fault(Fault.always(Service.GRAPH, "/photo", 500));
        Optional<Failure> all = probe.probe();

        // Then
        assertThat(one).isEmpty();
        assertThat(all).get().extracting(Failure::kind).isEqualTo(Kind.SERVER_ERROR);
    }

    @Test
    void users_who_are_always_refused_do_not_keep_an_outage_going_when_others_are_drawn() throws Exception {
        // Given
        List<String> owners = photoOwners();
        List<String> refused = owners.subList(0, 3);
        List<String> answered = owners.subList(3, 6);
        refused.forEach(id -> fault(unknownRefusal().user(id)));
        Deque<List<String>> draws = new ArrayDeque<>(List.of(refused, answered));
        GraphProbe probe = graph.probe(atMost -> draws.remove());

        // Then
        assertThat(probe.probe()).get().extracting(Failure::code).isEqualTo("UnknownError");
        assertThat(probe.probe()).isEmpty();
    }

    @Test
    void a_refusal_of_users_of_whom_nothing_is_known_is_no_outage_but_that_of_the_directory_is() throws Exception {
        // Given
        GraphProbe probe = graph.probe();

        // When
        fault(unknownRefusal());
        Optional<Failure> photos = probe.probe();
        fault(Fault.always(Service.GRAPH, "GET /v1.0/users[?]", 400));
        Optional<Failure> directory = probe.probe();

        // Then
        assertThat(photos).isEmpty();
        assertThat(directory).get().extracting(Failure::kind).isEqualTo(Kind.REFUSED);
    }

    @Test
    void any_users_answer_since_the_probe_failed_counts_as_its_success() throws Exception {
        // Given
        List<String> owners = photoOwners();
        owners.subList(0, 3)
                .forEach(id -> fault(Fault.always(Service.GRAPH, "/photo", 500).user(id)));
        GraphProbe probe = graph.probe(atMost -> owners.subList(0, 3));
        Optional<Failure> before = probe.probe();

        // When
        graph.photos().states(owners.subList(3, 5), GraphRoom.ask());

        // Then
        assertThat(before).isPresent();
        assertThat(probe.probe()).isEmpty();
        assertThat(probe.probe()).isPresent();
    }

    private static Fault unknownRefusal() {
        return Fault.always(Service.GRAPH, "/photo", 404)
                .content("application/json", "{\"error\": {\"code\": \"UnknownError\", \"message\": \"{}\"}}");
    }

    private List<String> photoOwners() {
        return sandbox.directory().all().stream()
                .filter(Person::mailbox)
                .map(Person::id)
                .filter(id -> sandbox.exchangePhotos().find(id).isPresent())
                .toList();
    }

    private void fault(Fault fault) {
        sandbox.troubles().faults().put(fault);
    }
}
