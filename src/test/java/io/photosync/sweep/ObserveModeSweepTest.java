package io.photosync.sweep;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A tenant of five hundred, only observed. */
@SandboxTest(value = Setup.OBSERVE, people = 500)
class ObserveModeSweepTest {
    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Test
    void no_user_is_written_and_the_report_lists_all_who_would_be() {
        // Given
        Set<String> withPhoto = sandbox.directory().all().stream()
                .filter(person -> person.mailbox() && !person.guest())
                .map(Person::id)
                .filter(id -> sandbox.exchangePhotos().find(id).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        await("all are listed")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(listed()).isEqualTo(withPhoto));
        assertThat(sandbox.troubles().counters().of(Service.SHAREPOINT).resourceUnits())
                .as("what the first look for the folder costs")
                .isLessThan(20);
        assertThat(ledger.roster().values().stream().filter(RosterEntry::managed))
                .hasSizeGreaterThan(400);
    }

    private Set<String> listed() {
        List<String> observed = given().auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .get("/ops/api/report")
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.reason == 'OBSERVE_ONLY' }.userId");
        return new TreeSet<>(observed);
    }
}
