package io.photosync.path;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.photosync.event.FailureCode;
import io.photosync.event.PendingRetry;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.sandbox.sharepoint.EmptyPictureUrl;
import io.photosync.testkit.Pictures;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A removal is done when the profile shows no picture and no file of the user's stands; and nothing less counts. */
@SandboxTest
class PictureRemovalTest {
    private static final int LADDER = 3;

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
        visitor.awaitSubscription();
        await().until(ledger::caughtUp);
        // Whoever had a photo once, and has none any more, is no stranger.
        employees = visitor.employees(60).stream()
                .filter(person -> ledger.of(person.id()).settled().isEmpty())
                .iterator();
    }

    @AfterEach
    void sharepoint_is_as_it_was() {
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.sharePoint().profiles().emptyPictureUrl(EmptyPictureUrl.ACCEPTED);
    }

    @ParameterizedTest
    @EnumSource(EmptyPictureUrl.class)
    void where_sharepoint_refuses_an_empty_url_the_placeholder_is_shown_and_the_files_go(EmptyPictureUrl how)
            throws Exception {
        Person person = shown(employees.next());
        sandbox.sharePoint().profiles().emptyPictureUrl(how);

        removal.of(person);

        awaitRemoved(person);
        assertThat(visitor.sides(person)).isEmpty();
        assertThat(visitor.property(person, "SPS-PicturePlaceholderState")).contains("1");
        assertThat(visitor.property(person, "PictureURL").map(String::isEmpty))
                .contains(how == EmptyPictureUrl.ACCEPTED);
        nothingIsOpen(person);

        visitor.putPhoto(person, 2);
        await().until(() -> visitor.inStep(person)
                && visitor.property(person, "SPS-PicturePlaceholderState").equals(Optional.of("0")));
    }

    @Test
    void an_error_of_the_moment_is_no_refusal_of_the_empty_url() throws Exception {
        Person person = shown(employees.next());
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.SHAREPOINT, "POST .*ProcessQuery", 500)
                        .bodyMatch("PictureURL")
                        .times(2));

        removal.of(person);

        awaitRemoved(person);
        assertThat(visitor.property(person, "PictureURL")).contains("");
        nothingIsOpen(person);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 423})
    void files_that_sharepoint_keeps_are_told_and_tried_again_slowly_and_are_no_dead_letter(int status)
            throws Exception {
        // Given
        Person person = shown(employees.next());
        sandbox.troubles()
                .faults()
                .put(Fault.always(
                        Service.SHAREPOINT, "POST .*GetFileByServerRelativePath.*" + person.id() + "_LThumb", status));

        // When
        removal.of(person);

        // Then
        awaitRemoved(person);
        assertThat(end(person).reason()).contains("FILES_KEPT");
        assertThat(visitor.sides(person)).containsExactly(300);
        assertThat(visitor.property(person, "PictureURL")).contains("");
        assertThat(ledger.letter(person.id())).isEmpty();
        await().until(() -> ledger.of(person.id()).retry().isPresent());
        PendingRetry later = ledger.of(person.id()).retry().orElseThrow();
        assertThat(later.note().code()).isEqualTo(FailureCode.FILES_KEPT);
        assertThat(later.note().detail()).contains(person.id() + "_LThumb.jpg");
        assertThat(later.dueAt()).isAfter(Instant.now().plus(Duration.ofHours(23)));
        assertThat(later.attempts()).isZero();
        given().auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .get("/ops/api/report")
                .then()
                .body("items.find { it.userId == '%s' }.reason".formatted(person.id()), equalTo("FILES_KEPT"));

        // When: the retention has ended, and a day has passed
        sandbox.troubles().faults().remove(fault -> true);
        due(person, later, later.attempts());

        // Then
        await().until(() -> visitor.sides(person).isEmpty());
        await().until(() -> end(person).reason().isEmpty());
        assertThat(end(person).state()).isEqualTo(State.REMOVED);
        nothingIsOpen(person);
    }

    @Test
    void a_delete_that_fails_is_tried_again_like_any_failure() throws Exception {
        Person person = shown(employees.next());
        sandbox.troubles()
                .faults()
                .put(Fault.always(
                        Service.SHAREPOINT, "POST .*GetFileByServerRelativePath.*" + person.id() + "_M", 500));

        removal.of(person);

        awaitRetry(person, FailureCode.SHAREPOINT_FAILED);
        assertThat(ledger.of(person.id()).settled().map(Settlement::state)).contains(State.SYNCED);
    }

    @Test
    void without_a_profile_a_removal_is_tried_again_and_at_the_end_of_the_ladder_the_files_go_all_the_same()
            throws Exception {
        // Given
        Person person = shown(employees.next());
        sandbox.sharePoint().profiles().remove(person.id());

        // When
        removal.of(person);

        // Then
        awaitRetry(person, FailureCode.PROFILE_MISSING);
        assertThat(visitor.sides(person)).hasSize(3);

        // When
        due(person, ledger.of(person.id()).retry().orElseThrow(), LADDER);

        // Then
        awaitRemoved(person);
        assertThat(visitor.sides(person)).isEmpty();
        nothingIsOpen(person);
    }

    @Test
    void a_profile_that_comes_before_the_end_of_the_ladder_is_cleared_too() throws Exception {
        // Given: nothing is certain, as after an end that says nothing of what stands
        Person person = shown(employees.next());
        sandbox.troubles().faults().put(Fault.always(Service.SHAREPOINT, "ProcessQuery", 500));
        removal.of(person);
        awaitRetry(person, FailureCode.SHAREPOINT_FAILED);
        sandbox.troubles().faults().remove(fault -> true);
        String name = person.userPrincipalName();
        sandbox.sharePoint().profiles().holdName(person);
        visitor.renamePrincipal(person, "later." + name);
        due(person, ledger.of(person.id()).retry().orElseThrow(), 1);
        await().until(() -> ledger.of(person.id()).retry().map(retry -> retry.attempts()), Optional.of(2)::equals);

        // When
        sandbox.sharePoint().profiles().releaseName(person.id());
        due(person, ledger.of(person.id()).retry().orElseThrow(), 2);

        // Then
        awaitRemoved(person);
        Person now = sandbox.directory().find(person.id()).orElseThrow();
        assertThat(visitor.property(now, "PictureURL")).contains("");
        assertThat(visitor.sides(person)).isEmpty();
    }

    @Test
    void only_who_left_no_trace_has_nothing_to_take_down() throws Exception {
        // Given
        Person traceless = employees.next();
        Person withFiles = employees.next();
        for (Person person : List.of(traceless, withFiles)) {
            sandbox.sharePoint().profiles().remove(person.id());
        }
        List.of("S", "M", "L").forEach(size -> visitor.putFile(withFiles.id(), size, Pictures.jpeg(3)));

        // When
        removal.of(traceless);
        removal.of(withFiles);

        // Then
        awaitRemoved(traceless);
        assertThat(end(traceless).fileBaseName()).isEmpty();
        awaitRetry(withFiles, FailureCode.PROFILE_MISSING);
        assertThat(visitor.sides(withFiles)).isEmpty();
    }

    private Person shown(Person person) {
        visitor.putPhoto(person, 1);
        await().until(() -> visitor.inStep(person)
                && ledger.of(person.id())
                        .settled()
                        .filter(end -> end.state() == State.SYNCED)
                        .isPresent());
        return person;
    }

    private void awaitRemoved(Person person) {
        await().until(() -> ledger.of(person.id())
                .settled()
                .filter(end -> end.state() == State.REMOVED)
                .isPresent());
    }

    private void awaitRetry(Person person, FailureCode code) {
        await().until(() -> ledger.of(person.id())
                .retry()
                .filter(retry -> retry.note().code() == code)
                .isPresent());
    }

    private void nothingIsOpen(Person person) {
        await().until(() -> ledger.of(person.id()).retry().isEmpty());
        assertThat(ledger.letter(person.id())).isEmpty();
    }

    private Settlement end(Person person) {
        return ledger.of(person.id()).settled().orElseThrow();
    }

    /** The retry is due now, after so many tries. */
    private void due(Person person, PendingRetry retry, int attempts) throws Exception {
        writer.write(
                Topic.PHOTO_UPDATED_RETRY,
                person.id(),
                new PendingRetry(
                        retry.event(), attempts, Instant.now(), retry.note(), retry.origin(), retry.recheck()));
    }
}
