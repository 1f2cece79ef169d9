package io.photosync.path;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.FailureCode;
import io.photosync.event.Lane;
import io.photosync.event.PendingRetry;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Population;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever profiles, names and an old ledger say: nobody's picture is written over, or deleted with, another's. */
@SandboxTest
class WhosePictureTest {
    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    private TenantVisitor visitor;
    private ConfirmedRemoval removal;
    private PictureOwners owners;
    private Iterator<Person> employees;

    @BeforeEach
    void a_visitor_comes_when_graph_notifies() {
        visitor = new TenantVisitor(sandbox);
        visitor.looksAsOftenAsItLikes();
        removal = new ConfirmedRemoval(sandbox, writer);
        owners = new PictureOwners(sandbox, ledger, writer, visitor);
        employees = visitor.employees(8).iterator();
        visitor.awaitSubscription();
        await().until(ledger::caughtUp);
    }

    @Test
    void a_profile_that_points_at_a_colleagues_files_never_changes_or_deletes_them() throws Exception {
        Person victim = owners.shown(employees.next(), 1);
        Person other = employees.next();
        List<String> files = owners.files(victim.id());

        visitor.setProperty(other, PictureOwners.URL, owners.url(victim.id()));
        visitor.putPhoto(other, 2);
        owners.awaitOwnPicture(other);
        assertThat(owners.files(victim.id())).as("after the first photo").isEqualTo(files);

        visitor.setProperty(other, PictureOwners.URL, owners.url(victim.id().toUpperCase(java.util.Locale.ROOT)));
        removal.of(other);
        await().until(() -> visitor.inStep(other));
        assertThat(owners.files(victim.id())).as("after the removal").isEqualTo(files);

        visitor.setProperty(other, PictureOwners.URL, owners.url(victim.id()));
        visitor.putPhoto(other, 3);
        owners.awaitOwnPicture(other);
        assertThat(owners.files(victim.id())).as("after another photo").isEqualTo(files);

        assertThat(ledger.of(other.id()).target().fileBaseName()).contains(other.id());
        assertThat(visitor.inStep(victim)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"SYNCED", "REMOVED"})
    void a_ledger_that_holds_a_colleagues_files_for_a_user_heals_at_the_next_write(State poisoned) throws Exception {
        Person victim = owners.shown(employees.next(), 4);
        Person other = employees.next();
        Person old = Population.person(poisoned == State.SYNCED ? 81 : 141);
        Person another = employees.next();
        List<String> files = owners.files(victim.id());
        List<String> oldFiles = owners.files(PictureOwners.oldName(old));
        visitor.setProperty(other, PictureOwners.URL, owners.url(victim.id()));
        owners.settled(other, poisoned, victim.id());
        owners.settled(another, poisoned, PictureOwners.oldName(old));

        visitor.putPhoto(other, 5);
        visitor.putPhoto(another, 6);

        owners.awaitOwnPicture(other);
        owners.awaitOwnPicture(another);
        removal.of(other);
        removal.of(another);
        await().until(() -> visitor.inStep(other) && visitor.inStep(another));
        assertThat(owners.files(victim.id())).hasSize(3).isEqualTo(files);
        assertThat(owners.files(PictureOwners.oldName(old))).hasSize(3).isEqualTo(oldFiles);
    }

    @Test
    void a_file_that_two_users_names_make_is_written_and_deleted_by_neither() throws Exception {
        Person one = owners.renamed(employees.next(), "r.twelve");
        Person two = owners.renamed(employees.next(), "r_twelve");
        String shared = PictureOwners.oldName(one);
        assertThat(PictureOwners.oldName(two)).isEqualTo(shared);
        for (Person person : List.of(one, two)) {
            owners.listed(person.id(), PictureOwners.entry(person.userPrincipalName()));
            visitor.setProperty(person, PictureOwners.URL, owners.url(shared));
        }
        List<String> files = owners.put(shared, 7);

        visitor.putPhoto(one, 8);
        visitor.putPhoto(two, 9);
        owners.awaitOwnPicture(one);
        owners.awaitOwnPicture(two);
        removal.of(one);
        await().until(() -> visitor.inStep(one));

        assertThat(owners.files(shared)).isEqualTo(files);
        assertThat(visitor.inStep(two)).isTrue();
    }

    @Test
    void who_comes_second_to_a_base_name_leaves_it_to_the_first() throws Exception {
        Person first = owners.renamed(employees.next(), "c.second");
        Person second = owners.renamed(employees.next(), "c_second");
        String shared = PictureOwners.oldName(first);
        visitor.setProperty(first, PictureOwners.URL, owners.url(shared));
        visitor.setProperty(second, PictureOwners.URL, owners.url(shared));
        visitor.putPhoto(first, 10);
        await().until(
                        () -> ledger.of(first.id()).target().confirmed().flatMap(Settlement::fileBaseName),
                        Optional.of(shared)::equals);
        List<String> files = owners.files(shared);

        visitor.putPhoto(second, 11);
        owners.awaitOwnPicture(second);
        removal.of(second);
        await().until(() -> visitor.inStep(second));

        assertThat(owners.files(shared)).hasSize(3).isEqualTo(files);
        assertThat(visitor.property(first, PictureOwners.URL))
                .hasValueSatisfying(url -> assertThat(url).contains(shared));
    }

    @Test
    void an_old_name_that_is_a_colleagues_by_now_does_not_lead_to_their_profile() throws Exception {
        // Given
        Person user = employees.next();
        Person heir = owners.shown(employees.next(), 12);
        String name = user.userPrincipalName();
        Person heirNow = owners.renamed(heir, name, user, "formerly." + name);
        owners.listed(user.id(), PictureOwners.entry(name));
        String before = visitor.property(heirNow, PictureOwners.URL).orElseThrow();
        List<String> files = owners.files(heir.id());

        // When: the event and the roster agree on the old name
        sandbox.switches().setPhotoChangeNotifies(false);
        try {
            visitor.putPhoto(user, 13);
        } finally {
            sandbox.switches().setPhotoChangeNotifies(true);
        }
        writer.writeEvent(Lane.LIVE, PictureOwners.event(user, name));

        // Then
        owners.awaitOwnPicture(owners.now(user));
        assertThat(visitor.property(heirNow, PictureOwners.URL)).contains(before);
        assertThat(owners.files(heir.id())).isEqualTo(files);
    }

    @Test
    void a_profile_that_sharepoint_still_has_under_a_name_that_passed_on_is_left_alone_and_the_users_own_found()
            throws Exception {
        // Given
        Person before = owners.shown(employees.next(), 14);
        Person user = owners.shown(employees.next(), 15);
        String name = before.userPrincipalName();
        String earlier = user.userPrincipalName();
        List<String> files = owners.files(before.id());
        String pictureUrl = visitor.property(before, PictureOwners.URL).orElseThrow();
        sandbox.sharePoint().profiles().holdName(before);
        sandbox.sharePoint().profiles().holdName(user);
        try {
            // When: the directory has both under other names, SharePoint neither
            owners.renamed(user, name, before, "formerly." + name);
            owners.listed(user.id(), PictureOwners.entry(earlier).named(name, Instant.now()));
            visitor.putPhoto(user, 16);

            // Then
            await().until(() -> visitor.inStep(user));
            assertThat(visitor.property(before, PictureOwners.URL)).contains(pictureUrl);
            assertThat(owners.files(before.id())).isEqualTo(files);

            // When: another photo comes, after the one that was written under the earlier name
            visitor.putPhoto(user, 22);

            // Then
            await().until(() -> visitor.inStep(user));
            assertThat(visitor.property(before, PictureOwners.URL)).contains(pictureUrl);
            assertThat(owners.files(before.id())).isEqualTo(files);

            // When: nobody knows the earlier name
            owners.listed(user.id(), PictureOwners.entry(name));
            owners.settled(user, State.SKIPPED, user.id());
            visitor.putPhoto(user, 17);

            // Then
            await().until(() -> ledger.of(user.id())
                    .retry()
                    .filter(retry -> retry.note().code() == FailureCode.PROFILE_MISSING)
                    .isPresent());
            assertThat(visitor.property(before, PictureOwners.URL)).contains(pictureUrl);
        } finally {
            sandbox.sharePoint().profiles().releaseName(before.id());
            sandbox.sharePoint().profiles().releaseName(user.id());
        }

        // When: the import has come
        PendingRetry retry = ledger.of(user.id()).retry().orElseThrow();
        writer.write(
                Topic.PHOTO_UPDATED_RETRY,
                user.id(),
                new PendingRetry(retry.event(), retry.attempts(), Instant.now(), retry.note(), retry.origin()));

        // Then
        owners.awaitOwnPicture(owners.now(user));
    }
}
