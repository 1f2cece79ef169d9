package io.photosync.bench;

import static org.awaitility.Awaitility.await;

import io.photosync.process.ServiceProcess;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.sharepoint.Limits;
import io.photosync.testkit.TenantVisitor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A tenant as far away as Microsoft's, and the service beside it. */
final class BenchFixture implements AutoCloseable {
    static final Duration TO_GRAPH = Duration.ofMillis(50);
    static final Duration TO_SHAREPOINT = Duration.ofMillis(150);
    static final String CLIENT_STATE = "bench-client-state";

    final Sandbox sandbox;
    final TenantVisitor visitor;
    final ServiceProcess service;
    final Duration startToReady;

    /** @param limits of the tenant; the service is told the same */
    BenchFixture(int people, Limits limits) {
        sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(people));
        sandbox.sharePoint().limit(limits);
        sandbox.troubles().latency().set(Service.GRAPH, TO_GRAPH);
        sandbox.troubles().latency().set(Service.SHAREPOINT, TO_SHAREPOINT);
        visitor = new TenantVisitor(sandbox);
        long began = System.nanoTime();
        service = ServiceProcess.start(Launch.of(sandbox.serviceSettings())
                .with("photosync.webhook.client-state", CLIENT_STATE)
                .with("photosync.sharepoint.units-per-minute", Integer.toString(limits.unitsPerMinute()))
                .with("photosync.sharepoint.units-per-day", Integer.toString(limits.unitsPerDay()))
                .with("photosync.sharepoint.profile-calls-per-five-minutes", Integer.toString(limits.profileCalls())));
        startToReady = Duration.ofNanos(System.nanoTime() - began);
        visitor.awaitSubscription();
    }

    /** People with a mailbox, a photo and a profile without a picture: asked of the tenant's memory, not over HTTP. */
    List<Person> employees() {
        return sandbox.directory().all().stream()
                .filter(person -> person.mailbox() && !person.guest() && person.enabled())
                .filter(person -> sandbox.exchangePhotos().find(person.id()).isPresent())
                .filter(person -> sandbox.sharePoint().profiles().exists(person))
                .filter(person -> version(person).isEmpty())
                .toList();
    }

    Optional<String> version(Person person) {
        return sandbox.sharePoint().shownPicture(person, "L").map(picture -> picture.version());
    }

    /** From the photo's change until SharePoint shows another picture. */
    Duration change(Person person, long seed) {
        Optional<String> before = version(person);
        long began = System.nanoTime();
        visitor.putPhoto(person, seed);
        while (version(person).equals(before)) {
            if (System.nanoTime() - began > Duration.ofMinutes(2).toNanos()) {
                throw new IllegalStateException("no new picture of %s in two minutes".formatted(person.id()));
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    void awaitShown(List<Person> people, Duration atMost) {
        await().atMost(atMost).pollInterval(Duration.ofMillis(100)).until(() -> people.stream()
                .allMatch(person -> version(person).isPresent()));
    }

    @Override
    public void close() {
        service.close();
        sandbox.close();
    }
}
