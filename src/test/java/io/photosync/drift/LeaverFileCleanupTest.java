package io.photosync.drift;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.Pilot;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deletion of leavers' files. */
@SandboxTest(Setup.DIRECTORY)
class LeaverFileCleanupTest {

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    private TenantVisitor visitor;
    private Person leaver;

    @BeforeEach
    void somebody_joins_the_pilot() {
        visitor = new TenantVisitor(sandbox);
        visitor.awaitSubscription();
        leaver = Pilot.newcomers(1, sandbox, ledger).getFirst();
    }

    @AfterEach
    void no_more_trouble() {
        sandbox.troubles().faults().remove(fault -> true);
    }

    @Test
    void a_leavers_files_are_kept_for_a_while_and_deleted_before_the_user_is_forgotten() {
        // Given
        shown(leaver);
        assertThat(visitor.sides(leaver)).hasSize(3);

        // When
        Instant gone = leave(leaver);

        // Then
        await().until(() -> visitor.sides(leaver).isEmpty());
        assertThat(Instant.now()).isAfterOrEqualTo(gone.plusSeconds(7));
        await().until(() -> forgotten(leaver));
    }

    @Test
    void no_user_is_forgotten_while_sharepoint_does_not_delete_their_files() {
        // Given
        shown(leaver);
        sandbox.troubles().faults().put(Fault.always(Service.SHAREPOINT, "POST .*" + leaver.id() + "_M.*", 400));

        // When
        Instant gone = leave(leaver);

        // Then
        await().until(() -> Instant.now().isAfter(gone.plusSeconds(13)));
        assertThat(forgotten(leaver)).isFalse();
        assertThat(visitor.file(leaver.id(), "M")).isPresent();

        // And when
        sandbox.troubles().faults().remove(fault -> true);

        // Then
        await().until(() -> visitor.sides(leaver).isEmpty());
        await().until(() -> forgotten(leaver));
    }

    @Test
    void files_that_are_not_named_by_the_users_id_are_kept() {
        // Given
        String oldName = leaver.userPrincipalName().replaceAll("[@.]", "_");
        visitor.setProperty(
                leaver,
                "PictureURL",
                sandbox.mySiteUrl() + "/User%20Photos/Profile%20Pictures/" + oldName + "_MThumb.jpg");
        shown(leaver);

        // When
        leave(leaver);

        // Then
        await().until(() -> forgotten(leaver));
        assertThat(visitor.file(oldName, "M")).isPresent();
    }

    @Test
    void a_user_who_comes_back_after_that_gets_the_photo_again() {
        // Given
        shown(leaver);
        leave(leaver);
        await().until(() -> visitor.sides(leaver).isEmpty());

        // When
        sandbox.directory().put(leaver);
        await().until(() ->
                ledger.of(leaver.id()).roster().filter(RosterEntry::managed).isPresent());
        visitor.putPhoto(leaver, 2);

        // Then
        visitor.awaitInStep(leaver);
        assertThat(visitor.sides(leaver)).hasSize(3);
    }

    private void shown(Person person) {
        visitor.putPhoto(person, 1);
        await().until(() ->
                ledger.of(person.id()).settled().filter(CheckedByHand::stands).isPresent());
    }

    /** Waits until the roster marks the leaver as gone, and returns since when. */
    private Instant leave(Person person) {
        sandbox.directory().remove(person.id());
        await().until(() ->
                ledger.of(person.id()).roster().flatMap(RosterEntry::goneSince).isPresent());
        return ledger.of(person.id()).roster().flatMap(RosterEntry::goneSince).orElseThrow();
    }

    private boolean forgotten(Person person) {
        return ledger.of(person.id()).roster().isEmpty()
                && ledger.of(person.id()).settled().isEmpty();
    }
}
