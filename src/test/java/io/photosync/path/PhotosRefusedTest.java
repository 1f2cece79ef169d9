package io.photosync.path;

import static io.photosync.call.MicrosoftService.GRAPH;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.photosync.breaker.BreakerState;
import io.photosync.event.LanePauses;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.TopicWriter;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.Wellness;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graph answers, but tells nobody's photo: nobody is to blame. The ladder is over in three seconds here. */
@SandboxTest(value = Setup.RETRIES, people = 200)
class PhotosRefusedTest extends RefusedForEverybody {
    /** As of a tenant without Exchange: what is wrong stands in a second JSON inside the message. */
    private static final String UNKNOWN_ERROR = """
            {"error": {"code": "UnknownError",
             "message": "{\\"error\\":{\\"code\\":\\"NoPlan\\",\\"message\\":\\"no mailbox plan for this tenant\\"}}",
             "innerError": {"request-id": "8d5c0a1e-0000-4000-8000-000000000001"}}}""";

    @Inject
    TopicWriter writer;

    /** Some users' change is on its way already, the others' are not looked at yet. */
    @ParameterizedTest
    @ValueSource(ints = {400, 404})
    void photos_that_are_refused_for_everybody_in_words_nobody_has_listed_are_an_outage_and_nobodys_own_matter(
            int status) throws Exception {
        // Given
        List<Person> onTheirWay = some(20);
        List<Person> notLookedAt = some(20);
        pause();
        onTheirWay.forEach(this::putPhoto);
        await().until(() -> onTheirWay.stream()
                .allMatch(person -> ledger.of(person.id()).live().isPresent()));
        AtomicInteger trials = new AtomicInteger();
        breakers.of(GRAPH).listen(state -> trials.addAndGet(state instanceof BreakerState.HalfOpen ? 1 : 0));

        // When
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "GET .*/photo", status).content("application/json", UNKNOWN_ERROR));
        ledger.awaitFolded(writer.eraseState(StateKey.LANE_PAUSES));
        notLookedAt.forEach(this::putPhoto);

        // Then
        await().until(() -> breakers.open(GRAPH));
        await().until(() -> ledger.letters().isEmpty());
        int triedBefore = trials.get();
        long askedBefore = askedOfGraph();
        await().during(OUTAGE)
                .atMost(OUTAGE.plusSeconds(5))
                .until(() -> breakers.open(GRAPH) && ledger.letters().isEmpty() && stuck().isEmpty());
        Wellness.of("microsoft")
                .body("status", equalTo("DOWN"))
                .body("data.graph", allOf(containsString("UnknownError"), containsString("mailbox plan")));
        // The one who is let through asks once; one more may be under way.
        assertThat(askedOfGraph() - askedBefore).isLessThanOrEqualTo(trials.get() - triedBefore + 1L);

        // When
        sandbox.troubles().faults().remove(fault -> true);

        // Then
        awaitSynced(onTheirWay);
        awaitSynced(notLookedAt);
        visitor.awaitInStep(onTheirWay.subList(0, 5));
        visitor.awaitInStep(notLookedAt.subList(0, 5));
        assertThat(ledger.letters()).isEmpty();
        assertThat(breakers.open(GRAPH)).isFalse();
        Wellness.of("microsoft").body("status", equalTo("UP"));
    }

    @Test
    void a_permission_of_graphs_that_is_missing_is_named_by_well_until_consent_is_given_without_a_restart() {
        // Given: the next token holds no role for photos, and a new one takes a while
        List<Person> changed = some(8);
        sandbox.grant(sandbox.graphUrl(), "GroupMember.Read.All");
        sandbox.troubles().latency().set(Service.ENTRA, Duration.ofSeconds(4));
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "GET .*/photo", 401).times(1));

        // When
        changed.forEach(this::putPhoto);

        // Then
        await().untilAsserted(() -> Wellness.of("microsoft")
                .body("status", equalTo("DOWN"))
                .body("data.graph", allOf(containsString("403"), containsString("User.Read.All"))));

        // When
        sandbox.grant(sandbox.graphUrl(), "User.Read.All", "GroupMember.Read.All");

        // Then
        awaitSynced(changed);
        Wellness.of("microsoft").body("status", equalTo("UP"));
        assertThat(ledger.letters()).isEmpty();
    }

    private long askedOfGraph() {
        return sandbox.troubles().counters().of(Service.GRAPH).requests();
    }

    private void pause() throws Exception {
        LanePauses.Pause pause = new LanePauses.Pause("olga", Optional.of("a test"), Instant.now());
        ledger.awaitFolded(
                writer.writeState(StateKey.LANE_PAUSES, new LanePauses(Optional.of(pause), Optional.empty())));
    }
}
