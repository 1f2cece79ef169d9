package io.photosync.drift;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.photosync.event.Settlement;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Photo;
import io.photosync.sandbox.sharepoint.SharePoint.Thumbnails;
import io.photosync.testkit.Pictures;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.SettlementBuilder;
import io.photosync.testkit.Setup;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Findings of a check other than missing and changed files. */
@SandboxTest(value = Setup.PASSES, people = 150)
class CheckedTenantTest extends CheckedByHand {
    @AfterEach
    void answers_of_now() {
        sandbox.sharePoint().library().answerOfBefore(false);
    }

    @Test
    void stale_pictures_are_reported_and_pass_through_the_guard_like_every_removal() throws Exception {
        // Given
        List<Person> stale = sandbox.directory().all().stream()
                .filter(person -> person.mailbox() && !person.guest() && person.enabled())
                .filter(person -> !visitor.hasPhoto(person)
                        && sandbox.sharePoint().profiles().exists(person))
                .limit(7)
                .toList();
        stale.forEach(this::showOldPicture);
        await().until(() -> stale.stream()
                .allMatch(person ->
                        known(person).roster().flatMap(entry -> entry.seenAt()).isPresent()));

        // When
        DriftCheck check = day();

        // Then
        assertThat(check.details().orElseThrow().stale()).isEqualTo(7);
        assertThat(new TreeSet<>(reported("STALE_PICTURE"))).isEqualTo(ids(stale));
        await("held")
                .untilAsserted(() -> operator().get("/ops/api/status").then().body("removals.state", equalTo("held")));
        assertThat(stale).noneMatch(visitor::inStep);

        // When
        operator()
                .noContentType()
                .post("/ops/api/users/{id}/sync", stale.getFirst().id())
                .then()
                .statusCode(202);

        // Then
        visitor.awaitInStep(stale.getFirst());
        assertThat(stale.subList(1, 7)).noneMatch(visitor::inStep);

        // When
        operator()
                .body("{\"reason\":\"they left no photo\"}")
                .post("/ops/api/removals/release")
                .then()
                .statusCode(202);

        // Then
        visitor.awaitInStep(stale);
        await().untilAsserted(() -> assertThat(reported("STALE_PICTURE")).isEmpty());
        assertThat(day().details().orElseThrow().stale()).isZero();
    }

    @Test
    void two_users_on_one_base_name_are_reported_and_separated_and_no_file_is_deleted() throws Exception {
        // Given
        Person one = named().get(0);
        Person other = shown().stream()
                .filter(person -> base(person).equals(Optional.of(person.id())))
                .findFirst()
                .orElseThrow();
        String base = base(one).orElseThrow();
        byte[] file = visitor.file(base, "M").orElseThrow();
        holds(other, base);
        assertThat(new TreeSet<>(reported("SHARED_FILES"))).isEqualTo(ids(List.of(one, other)));

        // When
        DriftCheck check = day();

        // Then
        assertThat(check.details().orElseThrow().shared()).isEqualTo(2);
        assertThat(base(one)).isNotEqualTo(base(other));
        visitor.awaitInStep(other);
        assertThat(visitor.file(base, "M")).isPresent();
        assertThat(file).isNotEmpty();
        assertThat(reported("SHARED_FILES")).isEmpty();
        assertThat(day().details().orElseThrow().shared()).isZero();
    }

    @Test
    void a_profile_that_sharepoints_own_import_pointed_at_other_files_is_read_again() throws Exception {
        // Given
        Person person = named().get(1);
        Optional<byte[]> photo = sandbox.exchangePhotos().find(person.id()).map(Photo::jpeg);
        Instant written = end(person).files().orElseThrow().lastModified();
        // In whole seconds; an earlier test may have shifted the times of SharePoint's files.
        await().until(() -> Instant.now().isAfter(written.plusSeconds(1)));
        sandbox.sharePoint().pull(person, photo);

        // When
        DriftCheck check = day();

        // Then
        assertThat(check.details().orElseThrow().newer()).isEqualTo(1);
        assertThat(base(person)).isEqualTo(Optional.of(person.id()));
        visitor.awaitInStep(person);
        assertThat(day().details().orElseThrow().newer()).isZero();
    }

    @Test
    void answers_that_describe_the_former_file_do_not_make_the_check_write_it_again() throws Exception {
        // Given
        Person person = shown().get(5);
        sandbox.sharePoint().library().answerOfBefore(true);
        visitor.putPhoto(person, 41);
        visitor.awaitInStep(person);
        visitor.putPhoto(person, 42);
        visitor.awaitInStep(person);
        await().until(() -> known(person).onItsWay(Instant.MIN).isEmpty());
        Settlement before = end(person);

        // When
        day();

        // Then
        assertThat(end(person)).isEqualTo(before);
    }

    @Test
    void profiles_that_name_the_former_host_are_repaired_once_resuming_where_another_leader_stopped() throws Exception {
        // Given
        List<Person> people =
                shown().stream().sorted(Comparator.comparing(Person::id)).toList();
        URI old = URI.create("https://old-my.sharepoint.example");
        sandbox.sharePoint().renamedFrom(old);
        Person last = people.get(people.size() / 2);
        MovedHost.Move halfway = new MovedHost.Move(old.toString(), Instant.now(), last.id(), people.size() / 2);
        term().write(StateKey.DRIFT_HOST, new MovedHost.Host(sandbox.mySiteUrl(), Optional.of(halfway)));

        // When
        day();

        // Then
        assertThat(people).allSatisfy(person -> assertThat(names(person, old))
                .as(person.id())
                .isEqualTo(person.id().compareTo(last.id()) <= 0));

        // When
        term().write(StateKey.DRIFT_HOST, new MovedHost.Host(old.toString(), Optional.empty()));
        DriftCheck check = day();

        // Then
        assertThat(check.details().orElseThrow().moved()).isGreaterThanOrEqualTo(people.size());
        assertThat(people).noneMatch(person -> names(person, old));
        assertThat(day().details().orElseThrow().moved()).isZero();
    }

    private boolean names(Person person, URI host) {
        return visitor.property(person, "PictureURL").orElse("").startsWith(host.toString());
    }

    /** Users whose older files are named by user principal name. */
    private List<Person> named() {
        return shown().stream()
                .filter(person -> !base(person).equals(Optional.of(person.id())))
                .toList();
    }

    private void showOldPicture(Person person) {
        byte[] picture = Pictures.jpeg(person.hashCode());
        if (person.id().compareTo("8") < 0) {
            sandbox.sharePoint().seedOldPicture(person, new Thumbnails(picture, picture, picture));
        } else {
            sandbox.sharePoint().pull(person, Optional.of(picture));
        }
    }

    private void holds(Person person, String base) throws WriteFailedException, InterruptedException {
        Settlement end = end(person);
        ledger.awaitFolded(writer.write(
                Topic.PHOTO_SETTLED,
                person.id(),
                SettlementBuilder.from(end)
                        .state(Settlement.State.SYNCED)
                        .fileBaseName(base)
                        .reason(Optional.empty())
                        .build()));
    }

    private static TreeSet<String> ids(List<Person> people) {
        return new TreeSet<>(people.stream().map(Person::id).toList());
    }
}
