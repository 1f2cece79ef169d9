package io.photosync.roster;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

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
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Population;
import io.photosync.testkit.Patience;
import io.photosync.testkit.Pilot;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.Wellness;
import jakarta.inject.Inject;
import java.time.Duration;
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

/** Who is managed: members of the pilot group, but not the excluded, nor guests. */
@SandboxTest(Setup.DIRECTORY)
class ScopeInTenantTest {

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
        await().until(() -> view.directory().completeAt().isPresent()
                && view.scope().readAt().isPresent());
    }

    @AfterEach
    void the_pilot_as_it_was() {
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.troubles().latency().set(Service.ENTRA, Duration.ZERO);
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
        awaitSkipped(guest, "GUEST");
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
        awaitSkipped(guest, "GUEST");
    }

    @Test
    void an_excluded_user_stays_excluded_while_the_list_of_the_excluded_is_short() {
        // Given
        String excluded = pilots.getFirst();
        await().until(() -> entry(excluded, entry -> !entry.inScope()));

        // When
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "GET /v1.0/groups/" + Pilot.EXCLUDED, 200)
                        .content("application/json", "{\"@odata.count\":1,\"value\":[]}"));
        await().until(() -> !view.troubles().isEmpty());

        // Then
        assertThat(view.troubles()).singleElement().asString().contains("excluded-group-id", "0 members", "of 1");
        assertThat(ledger.roster().get(excluded).inScope()).isFalse();
    }

    @Test
    void nothing_is_published_or_written_for_users_out_of_scope_until_they_are_in_scope() throws Exception {
        // Given
        Person outsider = Population.person(42);
        Person member = Pilot.member(2, sandbox);
        visitor.putPhoto(outsider, 1);
        visitor.putPhoto(member, 1);
        visitor.awaitInStep(member);
        assertThat(ledger.of(outsider.id()).live()).isEmpty();
        awaitSkipped(outsider, "OUT_OF_SCOPE");

        // When
        inPilot(outsider.id());
        await().until(() -> entry(outsider.id(), RosterEntry::inScope));
        hint(outsider);

        // Then
        visitor.awaitInStep(outsider);

        // And when
        sandbox.groups().put(Pilot.GROUP, pilots);
        await().until(() -> entry(outsider.id(), entry -> !entry.inScope()));

        // Then
        awaitSkipped(outsider, "OUT_OF_SCOPE");
    }

    @Test
    void the_permission_that_a_group_needs_and_the_app_lacks_is_named_by_well_until_consent_is_given() {
        // Given: the next token holds no role for groups, and a new one takes a while
        sandbox.grant(sandbox.graphUrl(), "User.Read.All", "ProfilePhoto.Read.All");
        sandbox.troubles().latency().set(Service.ENTRA, Duration.ofSeconds(4));
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "GET .*/groups", 401).times(1));

        // Then
        await().untilAsserted(() -> Wellness.of("roster")
                .body("status", equalTo("DOWN"))
                .body("data.state", containsString("GroupMember.Read.All")));

        // When
        sandbox.grant(sandbox.graphUrl(), "User.Read.All", "ProfilePhoto.Read.All", "GroupMember.Read.All");

        // Then: a refused token is renewed once a minute
        await().atMost(Patience.LONG.multipliedBy(3))
                .untilAsserted(() -> Wellness.of("roster").body("status", equalTo("UP")));
    }

    private void inPilot(String id) {
        List<String> more = new ArrayList<>(pilots);
        more.add(id);
        sandbox.groups().put(Pilot.GROUP, more);
    }

    private static Person external(String id, String name, boolean guest) {
        return new Person(id, name, "External " + name, name, "Partners", true, guest, true);
    }

    /** An event about the user, whoever wrote it, is settled as skipped. */
    private void awaitSkipped(Person person, String reason) throws Exception {
        Optional<String> etag = sandbox.exchangePhotos().find(person.id()).map(photo -> photo.mediaEtag());
        PhotoEvent.Data data = new PhotoEvent.Data(
                person.userPrincipalName(), etag, Optional.empty(), Optional.empty(), Cause.REQUEST, Instant.now());
        PhotoEvent event = PhotoEvent.fresh(PhotoEvent.UPDATED, person.id(), Instant.now(), data);
        writer.writeEvent(Lane.LIVE, event);
        await().until(() -> ledger.of(person.id())
                .settled()
                .filter(end -> end.eventId().equals(event.id())
                        && end.state() == Settlement.State.SKIPPED
                        && end.reason().equals(Optional.of(reason)))
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
