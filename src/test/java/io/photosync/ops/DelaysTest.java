package io.photosync.ops;

import static io.photosync.testkit.Patience.await;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What the status says beside the parts of the service. */
@SandboxTest
class DelaysTest {
    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Test
    void a_change_that_sharepoint_has_counts_in_its_minute_and_the_replica_is_named() {
        OpsClient caller = new OpsClient(sandbox);
        TenantVisitor visitor = new TenantVisitor(sandbox);
        await().until(ledger::caughtUp);
        visitor.awaitSubscription();
        int before = caller.viewer().get("/ops/api/status").then().extract().path("delays.count");
        Person person = visitor.employees(30).getFirst();

        visitor.putPhoto(person, 4_812);
        visitor.awaitInStep(person);

        await().untilAsserted(() -> caller.viewer()
                .get("/ops/api/status")
                .then()
                .body("delays.count", greaterThanOrEqualTo(before + 1))
                .body("delays.p99", notNullValue())
                .body("delays.minutes", hasSize(60))
                .body("delays.minutes.count.sum()", greaterThanOrEqualTo(before + 1))
                .body("replica.host", not(blankOrNullString())));
    }
}
