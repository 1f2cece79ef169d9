package io.photosync.path;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.FailureCode;
import io.photosync.event.Lane;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Population;
import io.photosync.testkit.Pictures;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.SettlementBuilder;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever profiles, names and an old ledger say: nobody's picture is written over, or deleted with, another's. */
@SandboxTest
class WhosePictureTest {
    private static final String URL = "PictureURL";

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    private TenantVisitor visitor;
    private ConfirmedRemoval removal;
    private Iterator<Person> employees;

    @BeforeEach
    void a_visitor_comes_when_graph_notifies() {
        visitor = new TenantVisitor(sandbox);
        visitor.looksAsOftenAsItLikes();
        removal = new ConfirmedRemoval(sandbox, writer);
        employees = visitor.employees(8).iterator();
        visitor.awaitSubscription();
        await().until(ledger::caughtUp);
    }

    @Test
    void a_profile_that_points_at_a_colleagues_files_never_changes_or_deletes_them() throws Exception {
        Person victim = shown(employees.next(), 1);
        Person other = employees.next();
        List<String> files = files(victim.id());

        visitor.setProperty(other, URL, url(victim.id()));
        visitor.putPhoto(other, 2);
        awaitOwnPicture(other);
        assertThat(files(victim.id())).as("after the first photo").isEqualTo(files);

        visitor.setProperty(other, URL, url(victim.id().toUpperCase(java.util.Locale.ROOT)));
        removal.of(other);
        await().until(() -> visitor.inStep(other));
        assertThat(files(victim.id())).as("after the removal").isEqualTo(files);

        visitor.setProperty(other, URL, url(victim.id()));
        visitor.putPhoto(other, 3);
        awaitOwnPicture(other);
        assertThat(files(victim.id())).as("after another photo").isEqualTo(files);

        assertThat(ledger.of(other.id()).target().fileBaseName()).contains(other.id());
        assertThat(visitor.inStep(victim)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"SYNCED", "REMOVED"})
    void a_ledger_that_holds_a_colleagues_files_for_a_user_heals_at_the_next_write(State poisoned) throws Exception {
        Person victim = shown(employees.next(), 4);
        Person other = employees.next();
        Person old = Population.person(poisoned == State.SYNCED ? 81 : 141);
        Person another = employees.next();
        List<String> files = files(victim.id());
        List<String> oldFiles = files(oldName(old));
        visitor.setProperty(other, URL, url(victim.id()));
        settled(other, poisoned, victim.id());
        settled(another, poisoned, oldName(old));

        visitor.putPhoto(other, 5);
        visitor.putPhoto(another, 6);

        awaitOwnPicture(other);
        awaitOwnPicture(another);
        removal.of(other);
        removal.of(another);
        await().until(() -> visitor.inStep(other) && visitor.inStep(another));
        assertThat(files(victim.id())).hasSize(3).isEqualTo(files);
        assertThat(files(oldName(old))).hasSize(3).isEqualTo(oldFiles);
    }

    @Test
    void a_file_that_two_users_names_make_is_written_and_deleted_by_neither() throws Exception {
        Person one = renamed(employees.next(), "r.twelve");
        Person two = renamed(employees.next(), "r_twelve");
        String shared = oldName(one);
        assertThat(oldName(two)).isEqualTo(shared);
        for (Person person : List.of(one, two)) {
            listed(person.id(), entry(person.userPrincipalName()));
            visitor.setProperty(person, URL, url(shared));
        }
        List<String> files = put(shared, 7);

        visitor.putPhoto(one, 8);
        visitor.putPhoto(two, 9);
        awaitOwnPicture(one);
        awaitOwnPicture(two);
        removal.of(one);
        await().until(() -> visitor.inStep(one));

        assertThat(files(shared)).isEqualTo(files);
        assertThat(visitor.inStep(two)).isTrue();
    }

    @Test
    void who_comes_second_to_a_base_name_leaves_it_to_the_first() throws Exception {
        Person first = renamed(employees.next(), "c.second");
        Person second = renamed(employees.next(), "c_second");
        String shared = oldName(first);
        visitor.setProperty(first, URL, url(shared));
        visitor.setProperty(second, URL, url(shared));
        visitor.putPhoto(first, 10);
        await().until(
                        () -> ledger.of(first.id()).target().confirmed().flatMap(Settlement::fileBaseName),
                        Optional.of(shared)::equals);
        List<String> files = files(shared);

        visitor.putPhoto(second, 11);
        awaitOwnPicture(second);
        removal.of(second);
        await().until(() -> visitor.inStep(second));

        assertThat(files(shared)).hasSize(3).isEqualTo(files);
        assertThat(visitor.property(first, URL))
                .hasValueSatisfying(url -> assertThat(url).contains(shared));
    }

    @Test
    void an_old_name_that_is_a_colleagues_by_now_does_not_lead_to_their_profile() throws Exception {
        // Given
        Person user = employees.next();
        Person heir = shown(employees.next(), 12);
        String name = user.userPrincipalName();
        Person heirNow = renamed(heir, name, user, "formerly." + name);
        listed(user.id(), entry(name));
        String before = visitor.property(heirNow, URL).orElseThrow();
        List<String> files = files(heir.id());

        // When: the event and the roster agree on the old name
        sandbox.switches().setPhotoChangeNotifies(false);
        try {
            visitor.putPhoto(user, 13);
        } finally {
            sandbox.switches().setPhotoChangeNotifies(true);
        }
        writer.writeEvent(Lane.LIVE, event(user, name));

        // Then
        awaitOwnPicture(now(user));
        assertThat(visitor.property(heirNow, URL)).contains(before);
        assertThat(files(heir.id())).isEqualTo(files);
    }

    @Test
    void a_profile_that_sharepoint_still_has_under_a_name_that_passed_on_is_left_alone_and_the_users_own_found()
            throws Exception {
        // Given
        Person before = shown(employees.next(), 14);
        Person user = shown(employees.next(), 15);
        String name = before.userPrincipalName();
        String earlier = user.userPrincipalName();
        List<String> files = files(before.id());
        String pictureUrl = visitor.property(before, URL).orElseThrow();
        sandbox.sharePoint().profiles().holdName(before);
        sandbox.sharePoint().profiles().holdName(user);
        try {
            // When: the directory has both under other names, SharePoint neither
            renamed(user, name, before, "formerly." + name);
            listed(user.id(), entry(earlier).named(name, Instant.now()));
            visitor.putPhoto(user, 16);

            // Then
            await().until(() -> visitor.inStep(user));
            assertThat(visitor.property(before, URL)).contains(pictureUrl);
            assertThat(files(before.id())).isEqualTo(files);

            // When: another photo comes, after the one that was written under the earlier name
            visitor.putPhoto(user, 22);

            // Then
            await().until(() -> visitor.inStep(user));
            assertThat(visitor.property(before, URL)).contains(pictureUrl);
            assertThat(files(before.id())).isEqualTo(files);

            // When: nobody knows the earlier name
            listed(user.id(), entry(name));
            settled(user, State.SKIPPED, user.id());
            visitor.putPhoto(user, 17);

            // Then
            await().until(() -> ledger.of(user.id())
                    .retry()
                    .filter(retry -> retry.note().code() == FailureCode.PROFILE_MISSING)
                    .isPresent());
            assertThat(visitor.property(before, URL)).contains(pictureUrl);
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
        awaitOwnPicture(now(user));
    }

    @Test
    void what_others_made_of_the_profile_is_right_after_the_next_photo() {
        Person hidden = shown(employees.next(), 18);
        Person blanked = shown(employees.next(), 19);
        Person pointed = shown(employees.next(), 20);
        visitor.setProperty(hidden, "SPS-PicturePlaceholderState", "1");
        visitor.setProperty(hidden, "SPS-PictureExchangeSyncState", "0");
        visitor.setProperty(blanked, URL, "");
        visitor.setProperty(pointed, URL, "https://pictures.example/cat.jpg");

        for (Person person : List.of(hidden, blanked, pointed)) {
            visitor.putPhoto(person, 21);
        }

        for (Person person : List.of(hidden, blanked, pointed)) {
            awaitOwnPicture(person);
            assertThat(visitor.property(person, "SPS-PictureExchangeSyncState")).contains("1");
        }
    }

    private Person shown(Person person, long seed) {
        visitor.putPhoto(person, seed);
        await().until(() -> visitor.inStep(person) && isSettled(person, State.SYNCED));
        return person;
    }

    private boolean isSettled(Person person, State state) {
        return ledger.of(person.id())
                .settled()
                .filter(end -> end.state() == state)
                .isPresent();
    }

    /** Exchange's photo is shown, from files that are named by the person's own id. */
    private void awaitOwnPicture(Person person) {
        await().until(() -> visitor.inStep(person)
                && visitor.property(person, URL)
                        .filter(url -> url.contains(person.id()))
                        .isPresent()
                && visitor.property(person, "SPS-PicturePlaceholderState").equals(Optional.of("0")));
    }

    private Person renamed(Person person, String account) {
        visitor.renamePrincipal(
                person,
                account
                        + person.userPrincipalName()
                                .substring(person.userPrincipalName().indexOf('@')));
        return now(person);
    }

    /** The other one gets out of the way first. */
    private Person renamed(Person person, String name, Person holder, String another) {
        visitor.renamePrincipal(holder, another);
        visitor.renamePrincipal(person, name);
        return now(person);
    }

    private Person now(Person person) {
        return sandbox.directory().find(person.id()).orElseThrow();
    }

    private static String oldName(Person person) {
        return person.userPrincipalName().replaceAll("[@.]", "_");
    }

    private String url(String baseName) {
        return sandbox.mySiteUrl() + "/User%20Photos/Profile%20Pictures/" + baseName + "_MThumb.jpg";
    }

    private List<String> put(String baseName, long seed) {
        List.of("S", "M", "L").forEach(size -> visitor.putFile(baseName, size, Pictures.jpeg(seed)));
        return files(baseName);
    }

    private List<String> files(String baseName) {
        return Stream.of("S", "M", "L")
                .flatMap(size -> visitor.file(baseName, size).stream())
                .map(Base64.getEncoder()::encodeToString)
                .toList();
    }

    private void listed(String userId, RosterEntry entry) throws Exception {
        ledger.awaitFolded(writer.write(Topic.ROSTER, userId, entry));
    }

    private static RosterEntry entry(String name) {
        return new RosterEntryBuilder(name, name).build();
    }

    private static PhotoEvent event(Person person, String name) {
        Instant now = Instant.now();
        Data data = new Data(name, Optional.of("e"), Optional.empty(), Optional.empty(), Cause.SWEEP, now);
        return PhotoEvent.fresh(PhotoEvent.UPDATED, person.id(), now, data);
    }

    private void settled(Person person, State state, String baseName) throws Exception {
        Instant now = Instant.now();
        Settlement end = new SettlementBuilder(state, UUID.randomUUID().toString(), now)
                .fileBaseName(baseName)
                .by("earlier", UUID.randomUUID().toString())
                .build();
        ledger.awaitFolded(writer.write(Topic.PHOTO_SETTLED, person.id(), end));
    }
}
