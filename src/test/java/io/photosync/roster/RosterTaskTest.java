package io.photosync.roster;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.leader.Leadership;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.graph.DeltaChanges;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Population;
import io.photosync.testkit.Pilot;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.TopicReader;
import io.photosync.testkit.UserStateBuilder;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Joiners, changes, leavers and forgotten users, in a tenant of which only a pilot group is managed. Who is in scope: {@link ScopeInTenantTest}. */
@SandboxTest(Setup.DIRECTORY)
class RosterTaskTest {
    private static final UserState NOTHING = new UserStateBuilder().build();

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
    void graph_tells_of_changes() {
        sandbox.switches().setDeltaChanges(DeltaChanges.WHOLE);
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
    void a_leaver_is_gone_and_in_time_all_their_records_are_erased() throws Exception {
        // Given
        Person leaver = Pilot.member(0, sandbox);
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
        Person other = Pilot.member(1, sandbox);
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

    private boolean entry(String userId, Predicate<RosterEntry> is) {
        return Optional.ofNullable(ledger.roster().get(userId)).filter(is).isPresent();
    }

    private PhotoEvent event(Person person) {
        Optional<String> etag = sandbox.exchangePhotos().find(person.id()).map(photo -> photo.mediaEtag());
        PhotoEvent.Data data = new PhotoEvent.Data(
                person.userPrincipalName(), etag, Optional.empty(), Optional.empty(), Cause.REQUEST, Instant.now());
        return PhotoEvent.fresh(PhotoEvent.UPDATED, person.id(), Instant.now(), data);
    }

    private static Person person(String id, String name, boolean enabled) {
        return new Person(id, name, name, name, "Visitors", true, false, enabled);
    }
}
