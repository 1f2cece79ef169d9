package io.photosync.graph;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.people.Groups;
import io.photosync.sandbox.people.Person;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsersOnTenantTest {
    private static final int PEOPLE = 1_100;

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(PEOPLE));
    private final GraphRoom graph = GraphRoom.in(sandbox);

    @AfterAll
    void stop() {
        graph.close();
        sandbox.close();
    }

    @Test
    void a_person_is_found_by_id_and_by_name_even_one_with_a_hash() throws Exception {
        // Given
        Person guest = sandbox.directory().all().stream()
                .filter(Person::guest)
                .findFirst()
                .orElseThrow();

        // When
        Optional<DirectoryUser> byId = graph.users().find(guest.id(), GraphRoom.ask());
        Optional<DirectoryUser> byName = graph.users().find(guest.userPrincipalName(), GraphRoom.ask());

        // Then
        assertThat(guest.userPrincipalName()).contains("#EXT#");
        assertThat(byId)
                .contains(new DirectoryUser(
                        guest.id(),
                        guest.userPrincipalName(),
                        guest.displayName(),
                        Optional.of(true),
                        Optional.of(true)));
        assertThat(byId).get().returns(true, DirectoryUser::isGuest);
        assertThat(byName).isEqualTo(byId);
    }

    @Test
    void a_disabled_account_is_told_and_a_stranger_is_not_there() throws Exception {
        // Given
        Person disabled = sandbox.directory().all().stream()
                .filter(person -> !person.enabled())
                .findFirst()
                .orElseThrow();

        // When
        Optional<DirectoryUser> found = graph.users().find(disabled.id(), GraphRoom.ask());
        Optional<DirectoryUser> stranger =
                graph.users().find("nobody@" + io.photosync.sandbox.people.Tenant.DOMAIN, GraphRoom.ask());

        // Then
        assertThat(found).get().extracting(DirectoryUser::enabled).isEqualTo(Optional.of(false));
        assertThat(stranger).isEmpty();
    }

    @Test
    void everybody_comes_page_by_page() throws Exception {
        // When
        List<DirectoryUser> all = new ArrayList<>();
        UserPage page = graph.users().all(GraphRoom.ask());
        all.addAll(page.users());
        while (page.next().isPresent()) {
            page = graph.users().next(page.next().get(), GraphRoom.ask());
            all.addAll(page.users());
        }

        // Then
        assertThat(all).extracting(DirectoryUser::id).doesNotHaveDuplicates().hasSize(PEOPLE);
    }

    @Test
    void a_delta_names_who_changed_since() throws Exception {
        // Given
        UserPage page = graph.users().delta(GraphRoom.ask());
        while (page.next().isPresent()) {
            page = graph.users().changes(page.next().get(), GraphRoom.ask()).orElseThrow();
        }
        Person renamed = sandbox.directory().all().stream().skip(3).findFirst().orElseThrow();
        Person leaver = sandbox.directory().all().stream().skip(4).findFirst().orElseThrow();

        // When
        sandbox.directory()
                .put(new Person(
                        renamed.id(),
                        renamed.userPrincipalName(),
                        "Another Name",
                        renamed.mail(),
                        renamed.department(),
                        renamed.mailbox(),
                        renamed.guest(),
                        renamed.enabled()));
        sandbox.directory().remove(leaver.id());
        UserPage changes = graph.users()
                .changes(page.deltaLink().orElseThrow(), GraphRoom.ask())
                .orElseThrow();

        // Then
        assertThat(changes.users()).extracting(DirectoryUser::displayName).containsExactly("Another Name");
        assertThat(changes.removed()).containsExactly(leaver.id());
        sandbox.directory().put(leaver);
    }

    @Test
    void members_of_a_group_come_page_by_page() throws Exception {
        // Given
        String group = "96000009-0d0b-4c0e-9b1d-6a0fb0175eed";
        List<String> many =
                sandbox.directory().all().stream().map(Person::id).limit(1_060).toList();
        sandbox.groups().put(group, many);

        // When
        List<String> members = new ArrayList<>();
        UserPage page = graph.users().members(group, GraphRoom.ask());
        page.users().forEach(user -> members.add(user.id()));
        while (page.next().isPresent()) {
            page = graph.users().nextMembers(page.next().get(), GraphRoom.ask());
            page.users().forEach(user -> members.add(user.id()));
        }

        // Then
        assertThat(members).containsExactlyElementsOf(many);
    }

    @Test
    void a_group_that_is_not_there_is_a_failure_that_says_so() {
        assertThatThrownBy(() -> graph.users().members("00000000-0000-4000-8000-000000000009", GraphRoom.ask()))
                .isInstanceOfSatisfying(MicrosoftCallException.class, failed -> {
                    assertThat(failed.failure().status()).isEqualTo(404);
                    assertThat(failed.failure().code()).isEqualTo("Request_ResourceNotFound");
                });
    }

    @Test
    void a_delta_link_that_graph_refuses_means_to_start_anew() throws Exception {
        String stale = sandbox.graphUrl() + "/v1.0/users/delta?$deltatoken=of-last-year";

        assertThat(graph.users().changes(stale, GraphRoom.ask())).isEmpty();
    }

    @Test
    void a_delta_link_that_does_not_lead_to_graph_means_to_start_anew_without_asking_anybody() throws Exception {
        URI own = URI.create(sandbox.graphUrl());
        double before = graph.counted("refused") + graph.counted("unreachable") + graph.counted("unreadable");

        for (String elsewhere : List.of(
                "https://graph.microsoft.us/v1.0/users/delta?$deltatoken=a",
                "https://%s:%d/v1.0/users/delta?$deltatoken=a".formatted(own.getHost(), own.getPort() + 1),
                "https://%s/v1.0/users/delta?$deltatoken=a".formatted(own.getHost()),
                "http://%s/v1.0/users/delta?$deltatoken=a".formatted(own.getRawAuthority()),
                sandbox.graphUrl() + "/v1.0/users/delta?$deltatoken=a b|{c}",
                "/v1.0/users/delta?$deltatoken=a",
                "users/delta|{}",
                "")) {
            assertThat(graph.users().changes(elsewhere, GraphRoom.ask()))
                    .as(elsewhere)
                    .isEmpty();
        }

        assertThat(graph.counted("refused") + graph.counted("unreachable") + graph.counted("unreadable"))
                .isEqualTo(before);
    }

    @Test
    void a_missing_permission_is_named_by_the_request_that_needs_it_and_noticed_once_it_is_granted() throws Exception {
        // Given
        sandbox.grant(sandbox.graphUrl(), "User.Read.All");
        try (GraphRoom fresh = GraphRoom.in(sandbox)) {
            String group = Groups.PILOT;

            // When
            Failure refused = failure(() -> fresh.users().members(group, GraphRoom.ask()));
            fresh.photos().state(withPhoto().id(), GraphRoom.ask());

            // Then
            assertThat(refused.kind()).isEqualTo(Kind.FORBIDDEN);
            assertThat(refused.detail()).contains("GroupMember.Read.All").doesNotContain("User.Read.All");
        }
        try (GraphRoom fresh = GraphRoom.in(sandbox)) {
            // Given a token from before the consent
            fresh.users().find("00000000-0000-4000-8000-000000000000", GraphRoom.ask());

            // When
            sandbox.grant(sandbox.graphUrl(), "User.Read.All", "GroupMember.Read.All");
            failure(() -> fresh.users().members(Groups.PILOT, GraphRoom.ask()));

            // Then
            await().ignoreException(MicrosoftCallException.class).until(() -> !fresh.users()
                    .members(Groups.PILOT, GraphRoom.ask())
                    .users()
                    .isEmpty());
        }
    }

    private Person withPhoto() {
        return sandbox.directory().all().stream()
                .filter(person -> person.mailbox()
                        && sandbox.exchangePhotos().find(person.id()).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static Failure failure(ThrowingCallable call) {
        MicrosoftCallException failed = catchThrowableOfType(MicrosoftCallException.class, call);
        assertThat(failed).isNotNull();
        return failed.failure();
    }
}
