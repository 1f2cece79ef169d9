package io.photosync.roster;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.call.CallContext;
import io.photosync.call.Priority;
import io.photosync.event.RosterEntry;
import io.photosync.graph.Users;
import io.photosync.kafka.TopicWriter;
import io.photosync.leader.Leadership;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.graph.DeltaChanges;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Population;
import io.photosync.testkit.Pilot;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading the directory and the groups when Graph returns errors, odd links and short lists. */
@SandboxTest(Setup.DIRECTORY)
class RosterReadingTest {

    private static final String ELSEWHERE = "https://graph.microsoft.us/v1.0/users/delta?$deltatoken=a";

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    @Inject
    RosterView view;

    @Inject
    Users users;

    @Inject
    Leadership leadership;

    private List<String> pilots;

    @BeforeEach
    void the_directory_is_read() {
        pilots = List.copyOf(sandbox.groups().members(Pilot.GROUP).orElseThrow());
        await().until(() -> view.directory().completeAt().isPresent()
                && view.scope().readAt().isPresent());
    }

    @AfterEach
    void no_more_trouble() {
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.switches().setListsCutShort(false);
        sandbox.switches().setGroupsCutShort(false);
        sandbox.switches().setDeltaChanges(DeltaChanges.WHOLE);
        sandbox.groups().put(Pilot.GROUP, pilots);
        await().until(() -> view.troubles().isEmpty());
    }

    @Test
    void while_the_group_is_missing_the_scope_stays_unchanged_and_the_failure_is_reported() {
        // Given
        String joiner = "00000000-0000-4000-8000-00000000c0cc";
        RosterCounts before = view.counts();

        // When
        sandbox.groups().remove(Pilot.GROUP);
        await().until(() -> !view.troubles().isEmpty());
        sandbox.directory().put(person(joiner, "early@lindenhof.example"));
        await().until(() -> ledger.roster().containsKey(joiner));

        // Then
        assertThat(view.troubles())
                .singleElement()
                .asString()
                .contains("photosync.scope.group-id", Pilot.GROUP, "Request_ResourceNotFound", "stays as it was");
        assertThat(view.counts().lookedAfter()).isEqualTo(before.lookedAfter());
        assertThat(ledger.roster().get(joiner).inScope()).isFalse();
    }

    @Test
    void an_expired_link_leads_to_a_full_read_and_only_a_complete_one_marks_users_as_gone() {
        // Given
        Person leaver = Population.person(44);
        fault("users/delta.*skiptoken", 500);
        fault("users/delta.*deltatoken", 410);

        // When
        sandbox.directory().remove(leaver.id());
        await().until(() -> view.directory().trouble().isPresent());

        // Then
        assertThat(ledger.roster().values())
                .noneMatch(entry -> entry.goneSince().isPresent()
                        && entry.userPrincipalName().equals(leaver.userPrincipalName()));

        // And when
        sandbox.troubles().faults().remove(fault -> fault.match().pattern().contains("skiptoken"));

        // Then
        await().until(() -> entry(leaver.id(), entry -> entry.goneSince().isPresent()));
    }

    @Test
    void a_next_link_that_leads_back_ends_the_read_and_is_reported_until_its_cause_is_gone() {
        // Given
        String round = sandbox.graphUrl() + "/v1.0/users/delta?$deltatoken=round";
        String page = "{\"value\": [], \"@odata.nextLink\": \"%s\"}".formatted(round);

        // When
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "users/delta.*deltatoken", 200).content("application/json", page));

        // Then
        await().until(() -> view.directory()
                .trouble()
                .filter(trouble -> trouble.contains("the list of the directory's changes leads back"))
                .isPresent());
        Instant told = Instant.now();
        sandbox.troubles().faults().remove(fault -> true);
        await().until(() -> view.directory().changesAt().orElseThrow().isAfter(told)
                && view.directory().trouble().isEmpty());
    }

    @Test
    void a_delta_link_of_another_graph_leads_to_a_full_read() throws Exception {
        // Given
        DirectorySyncState before = view.directory();
        DirectorySyncState moved = before.changed(ELSEWHERE, before.changesAt().orElseThrow());

        // When
        new FullReads(view, writer, leadership).awaitAfter(moved);

        // Then
        assertThat(view.directory().trouble()).isEmpty();
        assertThat(view.directory().deltaLink().orElseThrow()).startsWith(sandbox.graphUrl());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nextLink", "deltaLink"})
    void changes_whose_link_leads_to_another_host_lead_to_a_full_read(String link) {
        // Given
        String joiner = "00000000-0000-4000-8000-00000000%s".formatted(link.equals("nextLink") ? "c0c1" : "c0c2");
        String page = "{\"value\": [], \"@odata.%s\": \"%s\"}".formatted(link, ELSEWHERE);

        // When
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "users/delta.*deltatoken", 200).content("application/json", page));
        sandbox.directory().put(person(joiner, joiner + "@lindenhof.example"));

        // Then
        await().until(() -> ledger.roster().containsKey(joiner));
    }

    @Test
    void a_full_read_whose_link_leads_to_another_host_is_reported_and_restarted() {
        // Given
        String page = "{\"value\": [], \"@odata.nextLink\": \"%s\"}".formatted(ELSEWHERE);
        fault("users/delta.*deltatoken", 410);
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "users/delta\\(\\)", 200).content("application/json", page));

        // Then
        await().until(() -> view.directory()
                .trouble()
                .filter(trouble -> trouble.contains("does not lead to Graph"))
                .isPresent());
        Instant told = Instant.now();
        sandbox.troubles().faults().remove(fault -> true);
        await().until(() -> view.directory().changesAt().orElseThrow().isAfter(told)
                && view.directory().trouble().isEmpty());
    }

    @Test
    void a_list_that_ends_too_early_marks_no_user_as_gone() {
        // Given
        Person leaver = Population.person(46);
        sandbox.switches().setListsCutShort(true);
        fault("users/delta.*deltatoken", 410);

        // When
        sandbox.directory().remove(leaver.id());

        // Then
        await().until(() -> entry(leaver.id(), entry -> entry.goneSince().isPresent()));
        Instant noticed = Instant.now();
        await().until(() -> view.directory().completeAt().orElseThrow().isAfter(noticed));
        assertThat(sandbox.directory().all())
                .hasSizeGreaterThan(250)
                .allMatch(
                        person -> entry(person.id(), entry -> entry.goneSince().isEmpty()));
    }

    @Test
    void a_list_of_members_shorter_than_their_count_is_an_error() {
        // Given
        RosterCounts before = view.counts();

        // When
        sandbox.switches().setGroupsCutShort(true);
        await().until(() -> !view.troubles().isEmpty());

        // Then
        assertThat(view.troubles())
                .singleElement()
                .asString()
                .contains("photosync.scope.group-id", "5 members were listed of a group of 10", "stays as it was");
        assertThat(view.counts().lookedAfter()).isEqualTo(before.lookedAfter());
    }

    @Test
    void a_change_that_mentions_neither_type_nor_account_leaves_both_as_they_were() {
        // Given
        String guest = "00000000-0000-4000-8000-00000000e0ee";
        sandbox.directory().put(new Person(guest, "g_x.example#EXT#@l.example", "Guest", "g", "V", true, true, false));
        await().until(() -> entry(guest, entry -> entry.guest() && !entry.enabled()));
        RosterEntry before = ledger.roster().get(guest);
        sandbox.switches().setDeltaChanges(DeltaChanges.SPARSE);

        // When
        sandbox.directory()
                .put(new Person(guest, "g_x.example#EXT#@l.example", "Renamed", "g", "V", true, true, false));
        await().until(() -> entry(guest, entry -> entry.displayName().equals("Renamed")));

        // Then
        assertThat(ledger.roster().get(guest))
                .usingRecursiveComparison()
                .ignoringFields("displayName")
                .isEqualTo(before);
    }

    @Test
    void the_first_read_resumes_where_another_leader_left_it() throws Exception {
        // Given
        Instant before = view.directory().completeAt().orElseThrow();
        CallContext callContext =
                new CallContext(Priority.CONTROL, Instant.now().plusSeconds(20));
        DirectorySyncState left = DirectorySyncState.UNREAD.reading(
                users.delta(callContext).next().orElseThrow());
        // A restart from the beginning would meet this fault.
        fault("users/delta\\(\\)", 500);

        // When
        new FullReads(view, writer, leadership).awaitAfter(left);

        // Then
        assertThat(ledger.roster().values()).noneMatch(entry -> entry.goneSince()
                .filter(since -> since.isAfter(before.plusSeconds(1)))
                .isPresent());
    }

    private boolean entry(String userId, Predicate<RosterEntry> is) {
        return Optional.ofNullable(ledger.roster().get(userId)).filter(is).isPresent();
    }

    private void fault(String match, int status) {
        sandbox.troubles().faults().put(Fault.always(Service.GRAPH, match, status));
    }

    private static Person person(String id, String name) {
        return new Person(id, name, name, name, "Visitors", true, false, true);
    }
}
