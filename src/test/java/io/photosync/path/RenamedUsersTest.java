package io.photosync.path;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.ops.OpsClient;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.sharepoint.Failures;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user who is renamed while a change of theirs waits gets it under the new name, and whoever has the old one now does not. */
@SandboxTest
class RenamedUsersTest {

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    private TenantVisitor visitor;
    private OpsClient caller;
    private Iterator<Person> employees;

    @BeforeEach
    void a_visitor_comes_when_graph_notifies() {
        visitor = new TenantVisitor(sandbox);
        visitor.looksAsOftenAsItLikes();
        caller = new OpsClient(sandbox);
        employees = visitor.employees(2).iterator();
        visitor.awaitSubscription();
        await().until(ledger::caughtUp);
    }

    @Test
    void a_change_that_waited_while_the_person_was_renamed_finds_the_profile_under_the_new_name() {
        Person person = employees.next();
        shown(person);
        caller.operator()
                .noContentType()
                .post("/ops/api/lanes/live/pause")
                .then()
                .statusCode(200);
        visitor.putPhoto(person, 2);
        await().until(() -> ledger.of(person.id())
                .onItsWay(Instant.MIN)
                .filter(event -> event.type().equals(PhotoEvent.UPDATED))
                .isPresent());
        caller.operator()
                .get("/ops/api/report?format=csv")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .body(startsWith("userId,userPrincipalName,reason,code,detail,since\r\n"))
                .body(containsString(person.id() + "," + person.userPrincipalName() + ",ON_ITS_WAY,NOTIFICATION,"));

        visitor.renamePrincipal(person, "renamed." + person.userPrincipalName());
        caller.operator()
                .noContentType()
                .post("/ops/api/lanes/live/resume")
                .then()
                .statusCode(200);

        isShownUnderTheNewName(person);
    }

    @Test
    void so_does_one_of_whom_sharepoint_says_in_a_language_of_its_own_that_there_is_no_such_profile() {
        // Given
        Person person = employees.next();
        shown(person);
        caller.operator()
                .noContentType()
                .post("/ops/api/lanes/live/pause")
                .then()
                .statusCode(200);
        visitor.putPhoto(person, 2);
        await().until(() -> ledger.of(person.id()).onItsWay(Instant.MIN).isPresent());
        visitor.renamePrincipal(person, "navn." + person.userPrincipalName());
        Fault danish = Fault.always(Service.SHAREPOINT, "ProcessQuery", 200)
                .bodyMatch("membership\\|" + Pattern.quote(person.userPrincipalName()))
                .content(
                        "application/json",
                        Failures.errorInfo("System.Exception", -1, "Brugerprofilen blev ikke fundet"))
                .times(100);
        sandbox.troubles().faults().put(danish);
        try {
            // When
            caller.operator()
                    .noContentType()
                    .post("/ops/api/lanes/live/resume")
                    .then()
                    .statusCode(200);

            // Then
            isShownUnderTheNewName(person);
            assertThat(sandbox.troubles().faults().list())
                    .allMatch(left -> left.times().filter(times -> times < 100).isPresent());
            assertThat(ledger.of(person.id()).retry().filter(retry -> retry.recheck()
                            .isEmpty()))
                    .isEmpty();
            assertThat(ledger.letter(person.id())).isEmpty();
        } finally {
            sandbox.troubles().faults().remove(fault -> true);
        }
    }

    @Test
    void a_name_that_is_somebody_elses_by_now_leads_to_nobody_elses_profile() throws Exception {
        // Given
        Person person = employees.next();
        Person heir = employees.next();
        String name = person.userPrincipalName();
        String newName = "another." + name;
        caller.operator()
                .noContentType()
                .post("/ops/api/lanes/live/pause")
                .then()
                .statusCode(200);
        visitor.putPhoto(person, 3);
        await().until(() -> ledger.of(person.id()).onItsWay(Instant.MIN).isPresent());

        // When
        visitor.renamePrincipal(person, newName);
        visitor.renamePrincipal(heir, name);
        writer.write(Topic.ROSTER, person.id(), entry(newName));
        await().until(() -> ledger.of(person.id()).roster().isPresent());
        caller.operator()
                .noContentType()
                .post("/ops/api/lanes/live/resume")
                .then()
                .statusCode(200);

        // Then
        visitor.awaitInStep(sandbox.directory().find(person.id()).orElseThrow());
        Person heirNow = sandbox.directory().find(heir.id()).orElseThrow();
        assertThat(heirNow.userPrincipalName()).isEqualTo(name);
        // Nothing, or the heir's own: the new name made us look at the heir as well.
        assertThat(visitor.property(heirNow, "PictureURL"))
                .hasValueSatisfying(url -> assertThat(url).doesNotContain(person.id()));
    }

    @Test
    void a_removal_that_waited_while_the_name_passed_to_somebody_else_hides_nobody_elses_photo() throws Exception {
        // Given
        Person person = employees.next();
        Person heir = employees.next();
        String name = person.userPrincipalName();
        shown(person);
        shown(heir);
        sandbox.switches().setPhotoChangeNotifies(false);
        try {
            visitor.renamePrincipal(person, "retired." + name);
            visitor.renamePrincipal(heir, name);
            visitor.quiet(Service.GRAPH);

            // When: a hint was followed before all that, and the removal was held since
            sandbox.exchangePhotos().remove(person.id());
            writer.writeState(
                    StateKey.Family.REMOVAL_CANDIDATES.of(person.id()),
                    Map.of("userPrincipalName", name, "cause", Cause.NOTIFICATION, "first", Instant.now()));

            // Then
            visitor.awaitInStep(sandbox.directory().find(person.id()).orElseThrow());
            assertThat(visitor.property(sandbox.directory().find(heir.id()).orElseThrow(), "PictureURL"))
                    .hasValueSatisfying(url -> assertThat(url).contains(heir.id()));
        } finally {
            sandbox.switches().setPhotoChangeNotifies(true);
        }
    }

    private void isShownUnderTheNewName(Person before) {
        Person renamed = sandbox.directory().find(before.id()).orElseThrow();
        visitor.awaitInStep(renamed);
        assertThat(visitor.sides(renamed)).hasSize(3);
        assertThat(visitor.property(before, "PictureURL")).isEmpty();
    }

    private void shown(Person person) {
        visitor.putPhoto(person, 1);
        visitor.awaitInStep(person);
        await().until(() -> ledger.of(person.id())
                .settled()
                .filter(end -> end.state() == Settlement.State.SYNCED)
                .isPresent());
    }

    private static RosterEntry entry(String userPrincipalName) {
        return new RosterEntryBuilder(userPrincipalName, "Renamed").build();
    }
}
