package io.photosync.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.TenantVisitor;
import org.junit.jupiter.api.Test;

class RestartIT {

    @Test
    void a_service_that_was_killed_knows_what_it_knew_and_asks_for_nothing_twice() {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(40))) {
            TenantVisitor visitor = new TenantVisitor(sandbox);
            Launch launch = Launch.of(sandbox.serviceSettings());
            Person person = visitor.employees(1).getFirst();
            try (ServiceProcess first = ServiceProcess.start(launch)) {
                visitor.awaitSubscription();
                visitor.putPhoto(person, 1);
                visitor.awaitInStep(person);
                first.kill();
            }

            try (ServiceProcess second = ServiceProcess.start(launch)) {
                visitor.quiet(Service.SHAREPOINT);
                sandbox.troubles().counters().reset();
                // The hint says "look": the photo is the one that was settled before the kill.
                visitor.rename(person, "Renamed");

                assertThat(visitor.quiet(Service.SHAREPOINT).requests()).isZero();
                assertThat(second.health("live")).isEqualTo(200);
                assertThat(second.health("ready")).isEqualTo(200);
                assertThat(second.health("well")).isEqualTo(200);

                visitor.putPhoto(person, 2);
                visitor.awaitInStep(person);
            }
        }
    }
}
