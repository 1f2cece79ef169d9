package io.photosync.removal;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.Settlement;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.Topic;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.LaneEvents;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Graph answers "no photo": for one user, wrongly, for all users. */
@SandboxTest(value = Setup.PASSES, people = 190)
class RemovalsTest {
    private static final Duration CONFIRM_AFTER = Duration.ofSeconds(5);

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    RemovalCandidates removals;

    @Inject
    LedgerWriter writer;

    private RemovalFixture stage;

    @BeforeEach
    void a_tenant_in_step() {
        stage = new RemovalFixture(sandbox, ledger);
    }

    @AfterEach
    void no_more_trouble() {
        sandbox.switches().setPhotosHidden(false);
    }

    @Test
    void a_removed_photo_is_removed_from_sharepoint_after_the_confirmation() {
        // Given
        Person person = stage.shown.get(0);

        // When
        stage.visitor.deletePhoto(person);

        // Then
        await().until(() -> sandbox.sharePoint().shownPicture(person, "L").isEmpty());
        await().until(() -> stage.end(person).equals(Optional.of(Settlement.State.REMOVED)));
        assertThat(stage.removed(Topic.PHOTO_UPDATED, person)).isTrue();
    }

    @Test
    void a_hint_followed_on_a_replica_whose_clock_is_behind_leaves_the_same_time_between_the_two_answers()
            throws Exception {
        // Given: one that no other test uses
        Person person = stage.shown.get(70);
        Instant asked = Instant.now();

        // When
        stage.deletePhotos(List.of(person));
        writer.write(
                StateKey.Family.REMOVAL_CANDIDATES.of(person.id()),
                Map.of(
                        "userPrincipalName",
                        person.userPrincipalName(),
                        "cause",
                        Cause.NOTIFICATION,
                        "first",
                        asked.minus(Duration.ofMinutes(5))));

        // Then
        await().until(() -> stage.removed(Topic.PHOTO_UPDATED, person));
        List<PhotoEvent> events = new LaneEvents(sandbox).events(Topic.PHOTO_UPDATED, person);
        assertThat(events.getLast().data().detectedAt()).isAfterOrEqualTo(asked.plus(CONFIRM_AFTER));
    }

    @Test
    void one_wrong_answer_removes_no_photo() {
        // Given
        Person person = stage.shown.get(1);
        long passes = stage.passes.ended();

        // When
        stage.visitor.deletePhoto(person);
        await().until(() -> removals.of(person.id()).isPresent());
        stage.visitor.putPhoto(person, 3);

        // Then
        await().until(() -> stage.passes.ended() >= passes + 4);
        assertThat(removals.of(person.id())).isEmpty();
        stage.visitor.awaitInStep(person);
        assertThat(stage.removed(Topic.PHOTO_UPDATED, person)).isFalse();
    }

    @Test
    void removals_of_an_incident_are_held_and_the_hold_ends_by_itself_when_it_is_over() {
        // When
        sandbox.switches().setPhotosHidden(true);

        // Then
        await().until(() -> stage.state().hold().isPresent());
        stage.operator().get("/ops/api/status").then().body("removals.state", equalTo("held"));
        stage.passes.awaitMore(3);
        await().until(() -> stage.state().hold().orElseThrow().people() > 100);

        // When
        sandbox.switches().setPhotosHidden(false);

        // Then
        await().until(() -> stage.state().hold().isEmpty());
        assertThat(stage.shown)
                .allMatch(
                        person -> sandbox.sharePoint().shownPicture(person, "L").isPresent());
    }
}
