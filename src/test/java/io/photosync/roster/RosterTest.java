package io.photosync.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.photosync.event.RosterEntry;
import io.photosync.leader.Leadership;
import io.photosync.ledger.Ledger;
import io.photosync.path.TenantVisitor;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxResource;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Groups;
import io.photosync.sandbox.people.Person;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The directory of the sandbox, a pilot group and its changes as the roster has them. */
@QuarkusTest
@TestProfile(RosterTest.Pilot.class)
@WithTestResource(SandboxResource.class)
class RosterTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String EXCLUDED = "6a0d4f6e-0002-4c8f-9f6d-2f1f6f6e7a10";

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    Leadership leadership;

    private List<Person> everybody;

    @BeforeEach
    void everybody_is_known() {
        sandbox.groups().members(EXCLUDED).ifPresentOrElse(members -> {}, () -> sandbox.groups()
                .put(EXCLUDED, List.of()));
        everybody = List.copyOf(sandbox.directory().all());
        await().atMost(SOON).until(() -> RosterNote.read(ledger).complete());
    }

    @Test
    void everybody_stands_in_the_roster_and_only_the_pilots_are_looked_after() {
        assertThat(ledger.roster().keySet())
                .containsAll(everybody.stream().map(Person::id).toList());
        assertThat(everybody.stream()
                        .map(Person::id)
                        .filter(id -> ledger.roster().get(id).lookedAfter()))
                .containsExactlyElementsOf(
                        sandbox.groups().members(Groups.PILOT).orElseThrow());
    }

    @Test
    void one_replica_leads_and_says_so() {
        assertThat(leadership.leads()).isTrue();
        assertThat(leadership.leader().orElseThrow().epoch()).isEqualTo(1);
    }

    @Test
    void a_joiner_a_new_name_and_a_leaver_are_seen() {
        // Given
        Person person = person(40);
        Person leaver = person(41);
        Person joiner = new Person(
                "0b0b0b0b-1111-4222-8333-444444444444",
                "joiner@" + io.photosync.sandbox.people.Tenant.DOMAIN,
                "A Joiner",
                "joiner@" + io.photosync.sandbox.people.Tenant.DOMAIN,
                "Visitors",
                true,
                false,
                true);

        // When
        sandbox.directory().put(named(person, "renamed@" + io.photosync.sandbox.people.Tenant.DOMAIN));
        sandbox.directory().remove(leaver.id());
        sandbox.directory().put(joiner);

        // Then
        awaitEntry(person, entry -> entry.userPrincipalName().startsWith("renamed@"));
        awaitEntry(joiner, entry -> entry.displayName().equals("A Joiner") && !entry.inScope());
        awaitEntry(leaver, entry -> entry.goneSince().isPresent() && !entry.lookedAfter());
    }

    @Test
    void nothing_is_kept_of_somebody_who_is_gone_long_enough() {
        // Given
        Person leaver = person(50);
        new TenantVisitor(sandbox);

        // When
        sandbox.directory().remove(leaver.id());

        // Then
        awaitEntry(leaver, entry -> entry.goneSince().isPresent());
        await().atMost(SOON).until(() -> !ledger.roster().containsKey(leaver.id()));
        assertThat(ledger.of(leaver.id()).settled()).isEmpty();
    }

    @Test
    void who_comes_into_the_group_is_looked_after_and_who_leaves_it_is_not() {
        // Given
        List<String> pilots = List.copyOf(sandbox.groups().members(Groups.PILOT).orElseThrow());
        Person newcomer = person(60);

        // When
        List<String> others = new java.util.ArrayList<>(pilots.subList(1, pilots.size()));
        others.add(newcomer.id());
        sandbox.groups().put(Groups.PILOT, others);

        // Then
        awaitEntry(newcomer, RosterEntry::lookedAfter);
        await().atMost(SOON).until(() -> !ledger.roster().get(pilots.getFirst()).lookedAfter());

        // And when
        sandbox.groups().put(EXCLUDED, List.of(newcomer.id()));

        // Then
        awaitEntry(newcomer, entry -> !entry.inScope());
        sandbox.groups().put(Groups.PILOT, pilots);
        sandbox.groups().put(EXCLUDED, List.of());
        await().atMost(SOON).until(() -> ledger.roster().get(pilots.getFirst()).lookedAfter());
    }

    @Test
    void a_group_that_cannot_be_read_changes_nobody() {
        // When
        sandbox.troubles()
                .faults()
                .put(io.photosync.sandbox.faults.Fault.always(Service.GRAPH, "GET /v1.0/groups/.*", 403)
                        .times(3));

        // Then
        await().atMost(SOON).until(() -> RosterNote.read(ledger)
                .trouble()
                .filter(why -> why.contains("photosync.scope.group-id") && why.contains(Groups.PILOT))
                .isPresent());
        assertThat(ledger.roster().values().stream().filter(RosterEntry::lookedAfter))
                .hasSize(10);
        await().atMost(SOON).until(() -> RosterNote.read(ledger).trouble().isEmpty());
    }

    private void awaitEntry(Person person, Predicate<RosterEntry> as) {
        await().atMost(SOON).until(() -> Optional.ofNullable(ledger.roster().get(person.id()))
                .filter(as)
                .isPresent());
    }

    private Person person(int position) {
        return everybody.stream()
                .filter(person -> person.mailbox() && !person.guest())
                .skip(position)
                .findFirst()
                .orElseThrow();
    }

    private static Person named(Person person, String name) {
        return new Person(
                person.id(),
                name,
                person.displayName(),
                person.mail(),
                person.department(),
                person.mailbox(),
                person.guest(),
                person.enabled());
    }

    public static class Pilot implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "photosync.roster.enabled", "true",
                    "photosync.roster.every", "PT0.5S",
                    "photosync.roster.forget-after", "PT3S",
                    "photosync.scope.group-id", Groups.PILOT,
                    "photosync.scope.excluded-group-id", EXCLUDED);
        }
    }
}
