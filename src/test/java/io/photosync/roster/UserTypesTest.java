package io.photosync.roster;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.UserChanged;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.Pilot;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guests and external members. */
@SandboxTest(Setup.DIRECTORY)
class UserTypesTest {

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    @Inject
    RosterView view;

    private TenantVisitor visitor;
    private List<String> pilots;

    @BeforeEach
    void the_directory_is_read() {
        visitor = new TenantVisitor(sandbox);
        pilots = List.copyOf(sandbox.groups().members(Pilot.GROUP).orElseThrow());
        sandbox.groups().put(Pilot.EXCLUDED, List.of(pilots.getFirst()));
        await().until(() -> view.directory().complete() && view.scope().readAt().isPresent());
    }

    @AfterEach
    void the_pilot_as_it_was() {
        sandbox.groups().put(Pilot.GROUP, pilots);
        await().until(() -> view.troubles().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "00000000-0000-4000-8000-00000000d0d1, one_other.example#EXT#@lindenhof.example",
        "00000000-0000-4000-8000-00000000d0d2, two_other.example#ext#@lindenhof.example"
    })
    void an_external_member_is_synced_and_a_guest_once_they_become_a_member(String id, String name) throws Exception {
        // Given: a guest
        sandbox.directory().put(external(id, name, true));
        inPilot(id);
        await().until(() -> entry(id, entry -> entry.guest() && entry.inScope()));
        Person guest = sandbox.directory().find(id).orElseThrow();
        visitor.putPhoto(guest, 5);
        awaitSkipped(guest);
        int externalMembers = view.counts().externalMembers();

        // When
        sandbox.directory().put(external(id, name, false));
        await().until(() -> entry(id, entry -> !entry.guest()));
        hint(guest);

        // Then
        visitor.awaitInStep(sandbox.directory().find(id).orElseThrow());
        assertThat(view.counts().externalMembers()).isEqualTo(externalMembers + 1);
    }

    @Test
    void a_guest_is_recognised_by_type_and_not_by_name() throws Exception {
        // Given
        String id = "00000000-0000-4000-8000-00000000d0d3";
        sandbox.directory().put(external(id, "converted@lindenhof.example", true));
        inPilot(id);
        await().until(() -> entry(id, entry -> entry.guest() && entry.inScope()));
        Person guest = sandbox.directory().find(id).orElseThrow();
        visitor.putPhoto(guest, 6);

        // When, then
        awaitSkipped(guest);
    }

    private void inPilot(String id) {
        List<String> more = new ArrayList<>(pilots);
        more.add(id);
        sandbox.groups().put(Pilot.GROUP, more);
    }

    private static Person external(String id, String name, boolean guest) {
        return new Person(id, name, "External " + name, name, "Partners", true, guest, true);
    }

    /** An event about the guest, whoever wrote it, is settled as skipped. */
    private void awaitSkipped(Person guest) throws Exception {
        Optional<String> etag = sandbox.exchangePhotos().find(guest.id()).map(photo -> photo.mediaEtag());
        PhotoEvent.Data data = new PhotoEvent.Data(
                guest.userPrincipalName(), etag, Optional.empty(), Optional.empty(), Cause.REQUEST, Instant.now());
        PhotoEvent event = PhotoEvent.fresh(PhotoEvent.UPDATED, guest.id(), Instant.now(), data);
        writer.writeEvent(Lane.LIVE, event);
        await().until(() -> ledger.of(guest.id())
                .settled()
                .filter(end -> end.eventId().equals(event.id())
                        && end.state() == Settlement.State.SKIPPED
                        && end.reason().equals(Optional.of("GUEST")))
                .isPresent());
    }

    private boolean entry(String userId, Predicate<RosterEntry> is) {
        return Optional.ofNullable(ledger.roster().get(userId)).filter(is).isPresent();
    }

    private void hint(Person person) throws Exception {
        Instant now = Instant.now();
        writer.write(Topic.USER_CHANGED, person.id(), new UserChanged(person.id(), "updated", Optional.of(now), now));
    }
}
