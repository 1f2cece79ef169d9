package io.photosync.removal;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;

import io.photosync.event.PhotoEvent;
import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.ledger.Ledger;
import io.photosync.removal.RemovalState.Hold;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Photo;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.LaneEvents;
import io.photosync.testkit.SweepPasses;
import io.photosync.testkit.TenantVisitor;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A tenant in sync, and those of its users whose photo can be removed. */
final class RemovalFixture {

    final TenantVisitor visitor;
    final List<Person> shown;
    final SweepPasses passes;
    private final Sandbox sandbox;
    private final Ledger ledger;

    /** Returns when it is in step and nothing is held back. */
    RemovalFixture(Sandbox sandbox, Ledger ledger) {
        this.sandbox = sandbox;
        this.ledger = ledger;
        passes = new SweepPasses(ledger);
        sandbox.switches().setPhotoChangeNotifies(false);
        visitor = new TenantVisitor(sandbox);
        await("first fill")
                .atMost(Duration.ofMinutes(2))
                .until(() -> settled() > sandbox.directory().all().size() * 2 / 3);
        shown = sandbox.directory().all().stream()
                .filter(person -> sandbox.sharePoint().shownPicture(person, "L").isPresent())
                .filter(person -> sandbox.exchangePhotos().find(person.id()).isPresent())
                .toList();
        await().until(() -> state().hold().isEmpty());
    }

    /** At once: removals that a busy machine spreads over several passes are counted apart. */
    void deletePhotos(List<Person> people) {
        people.forEach(person -> sandbox.exchangePhotos().remove(person.id()));
    }

    /** The same of photos that come back: the sandbox recalls them from what is returned. */
    Map<String, List<Object>> hidePhotos(List<Person> people) {
        Map<String, List<Object>> photos = people.stream().collect(Collectors.toMap(Person::id, person -> {
            Photo photo = sandbox.exchangePhotos().find(person.id()).orElseThrow();
            return List.<Object>of(photo.revision(), photo.side(), photo.jpeg());
        }));
        deletePhotos(people);
        return photos;
    }

    RemovalState state() {
        return RemovalState.read(ledger);
    }

    int held() {
        return state().hold().map(Hold::people).orElse(0);
    }

    Optional<Settlement.State> end(Person person) {
        return ledger.of(person.id()).settled().map(Settlement::state);
    }

    long ended(List<Person> people, Settlement.State how) {
        return people.stream()
                .filter(person -> end(person).equals(Optional.of(how)))
                .count();
    }

    private long settled() {
        return sandbox.directory().all().stream()
                .filter(person -> end(person).isPresent())
                .count();
    }

    /** Whether that lane's last event of the user is a removal. */
    boolean removed(Topic lane, Person person) {
        List<PhotoEvent> events = new LaneEvents(sandbox).events(lane, person);
        return !events.isEmpty() && events.getLast().removal();
    }

    /** What was decided about the user, newest first. */
    List<String> history(Person person) {
        return operator()
                .get("/ops/api/users/{id}/history", person.id())
                .jsonPath()
                .getList("items.decision");
    }

    void decide(String action, String reason) {
        operator()
                .body("{\"reason\":\"%s\"}".formatted(reason))
                .post("/ops/api/removals/" + action)
                .then()
                .statusCode(202);
    }

    /** @param action on the bulk lane */
    void lane(String action) {
        operator()
                .body("{\"reason\":\"a test\"}")
                .post("/ops/api/lanes/bulk/" + action)
                .then()
                .statusCode(200);
    }

    RequestSpecification operator() {
        return given().auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .contentType("application/json");
    }
}
