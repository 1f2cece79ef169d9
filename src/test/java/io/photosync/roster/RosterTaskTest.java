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
import io.photosync.leader.Leadership;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.SharePointState;
import io.photosync.ledger.UserState;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.graph.DeltaChanges;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Population;
import io.photosync.testkit.Patience;
import io.photosync.testkit.Pilot;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.TopicReader;
import io.photosync.testkit.Wellness;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Joiners, changes, leavers and forgotten users, in a tenant of which only a pilot group is managed. */
@SandboxTest(Setup.DIRECTORY)
class RosterTaskTest {
    private static final UserState NOTHING = new UserState(
            SharePointState.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    @Inject
    RosterView view;

    @Inject
    Leadership leadership;

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
        sandbox.switches().setDeltaChanges(DeltaChanges.WHOLE);
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.troubles().latency().set(Service.ENTRA, Duration.ZERO);
        sandbox.groups().put(Pilot.GROUP, pilots);
        await().until(() -> view.troubles().isEmpty());
    }

    @Test
    void all_users_are_known_and_the_pilot_without_the_excluded_is_in_scope() {
        Set<String> members = new HashSet<>(pilots.subList(1, pilots.size()));

        members.removeIf(id -> sandbox.directory().find(id).isEmpty());

        for (Person person : sandbox.directory().all()) {
            RosterEntry entry = ledger.roster().get(person.id());
            assertThat(entry.guest()).isEqualTo(person.guest());
            assertThat(entry.inScope()).isEqualTo(members.contains(person.id()));
        }
        assertThat(members).hasSizeGreaterThan(5);
        assertThat(view.counts().lookedAfter()).isEqualTo(members.size());
    }

    @Test
    void joiners_renamed_and_disabled_users_are_noticed() {
        // Given
        String id = "00000000-0000-4000-8000-00000000a0aa";

        // When
        sandbox.directory().put(person(id, "joiner@lindenhof.example", true));
        await().until(() -> ledger.roster().containsKey(id));
        sandbox.directory().put(person(id, "renamed@lindenhof.example", false));

        // Then
        await().until(() -> entry(id, entry -> entry.userPrincipalName().startsWith("renamed") && !entry.enabled()));
        assertThat(ledger.roster().get(id).inScope()).isFalse();
    }

    @Test
    void a_change_that_graph_never_reported_is_found_by_a_full_read() {
        // Given
        Person person = Population.person(48);
        sandbox.switches().setDeltaChanges(DeltaChanges.LOST);

        // When
        sandbox.directory().put(person(person.id(), "untold@lindenhof.example", false));
        new FullReads(view, writer, leadership).awaitDue();

        // Then
        await().until(() ->
                entry(person.id(), entry -> entry.userPrincipalName().startsWith("untold") && !entry.enabled()));
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
    void a_leaver_is_gone_and_in_time_all_their_records_are_erased() throws Exception {
        // Given
        Person leaver = pilot(0);
        visitor.putPhoto(leaver, 1);
        await().until(() -> ledger.of(leaver.id()).settled().isPresent());
        writer.writeEvent(Lane.BULK, event(leaver));

        // When
        sandbox.directory().remove(leaver.id());

        // Then
        await().until(() -> entry(leaver.id(), entry -> entry.goneSince().isPresent()));
        await().until(() -> ledger.of(leaver.id()).equals(NOTHING));
        TopicReader reader = new TopicReader(sandbox);
        for (Topic topic : List.of(
                Topic.PHOTO_UPDATED,
                Topic.PHOTO_UPDATED_BULK,
                Topic.PHOTO_UPDATED_RETRY,
                Topic.PHOTO_UPDATED_DLQ,
                Topic.PHOTO_SETTLED,
                Topic.ROSTER)) {
            assertThat(reader.all(topic))
                    .filteredOn(record -> leaver.id().equals(record.key()))
                    .as(topic.id())
                    .last()
                    .satisfies(record -> assertThat(record.value()).isNull());
        }

        // And the lanes go on after the nulls.
        Person other = pilot(1);
        visitor.putPhoto(other, 1);
        visitor.awaitInStep(other);
    }

    @Test
    void a_user_who_comes_back_is_synced_again() {
        // Given
        Person person = Population.person(40);
        sandbox.directory().remove(person.id());
        await().until(() -> entry(person.id(), entry -> entry.goneSince().isPresent()));

        // When
        sandbox.directory().put(person);

        // Then
        await().until(() -> entry(person.id(), entry -> entry.goneSince().isEmpty()));
    }

    @Test
    void a_user_with_records_whom_the_directory_never_knew_is_gone() throws Exception {
        String id = "00000000-0000-4000-8000-00000000b0bb";

        writer.writeEvent(Lane.LIVE, event(person(id, "never@lindenhof.example", true)));

        await().until(() -> ledger.of(id).settled().isPresent());
        new FullReads(view, writer, leadership).awaitDue();
        await().until(() -> entry(id, entry -> entry.goneSince().isPresent()));
        await().until(() -> ledger.of(id).equals(NOTHING));
    }

    @Test
    void nothing_is_published_or_written_for_users_out_of_scope_until_they_are_in_scope() throws Exception {
        // Given
        Person outsider = Population.person(42);
        Person member = pilot(2);
        visitor.putPhoto(outsider, 1);
        visitor.putPhoto(member, 1);
        visitor.awaitInStep(member);
        assertThat(ledger.of(outsider.id()).live()).isEmpty();
        PhotoEvent event = event(outsider);
        writer.writeEvent(Lane.LIVE, event);
        await().until(() -> skipped(outsider, event));

        // When
        List<String> more = new ArrayList<>(pilots);
        more.add(outsider.id());
        sandbox.groups().put(Pilot.GROUP, more);
        await().until(() -> entry(outsider.id(), RosterEntry::inScope));
        hint(outsider);

        // Then
        visitor.awaitInStep(outsider);

        // And when
        sandbox.groups().put(Pilot.GROUP, pilots);
        await().until(() -> entry(outsider.id(), entry -> !entry.inScope()));
        PhotoEvent later = event(outsider);
        writer.writeEvent(Lane.LIVE, later);

        // Then
        await().until(() -> skipped(outsider, later));
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

    /** In scope, with a profile that no older picture has touched. */
    private Person pilot(int number) {
        return pilots.stream()
                .skip(1)
                .map(id -> sandbox.directory().find(id))
                .flatMap(Optional::stream)
                .filter(person -> visitor.property(person, "PictureURL")
                        .filter(url -> url.isEmpty() || url.contains(person.id()))
                        .isPresent())
                .skip(number)
                .findFirst()
                .orElseThrow();
    }

    private boolean entry(String userId, Predicate<RosterEntry> is) {
        return Optional.ofNullable(ledger.roster().get(userId)).filter(is).isPresent();
    }

    private boolean skipped(Person person, PhotoEvent event) {
        return ledger.of(person.id())
                .settled()
                .filter(end -> end.eventId().equals(event.id())
                        && end.state() == Settlement.State.SKIPPED
                        && end.reason().equals(Optional.of("OUT_OF_SCOPE")))
                .isPresent();
    }

    private PhotoEvent event(Person person) {
        Optional<String> etag = sandbox.exchangePhotos().find(person.id()).map(photo -> photo.mediaEtag());
        PhotoEvent.Data data = new PhotoEvent.Data(
                person.userPrincipalName(), etag, Optional.empty(), Optional.empty(), Cause.REQUEST, Instant.now());
        return PhotoEvent.fresh(PhotoEvent.UPDATED, person.id(), Instant.now(), data);
    }

    private void hint(Person person) throws Exception {
        Instant now = Instant.now();
        writer.write(Topic.USER_CHANGED, person.id(), new UserChanged(person.id(), "updated", Optional.of(now), now));
    }

    private static Person person(String id, String name, boolean enabled) {
        return new Person(id, name, name, name, "Visitors", true, false, enabled);
    }
}
