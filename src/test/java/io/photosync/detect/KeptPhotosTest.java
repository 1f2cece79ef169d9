package io.photosync.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.photosync.event.PhotoEvent;
import io.photosync.event.Settlement;
import io.photosync.event.Topic;
import io.photosync.ledger.Ledger;
import io.photosync.path.Lanes;
import io.photosync.path.TenantVisitor;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxResource;
import io.photosync.sandbox.people.Person;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code photosync.removals=keep}. */
@QuarkusTest
@WithTestResource(
        value = SandboxResource.class,
        initArgs = {
            @ResourceArg(name = "people", value = "40"),
            @ResourceArg(name = "photosync.removals", value = "keep"),
            @ResourceArg(name = "photosync.removal.confirm-after", value = "PT0.5S"),
            @ResourceArg(name = "photosync.sweep.enabled", value = "true"),
            @ResourceArg(name = "photosync.sweep.every", value = "PT1S")
        })
class KeptPhotosTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    Removals removals;

    @Test
    void a_photo_that_is_gone_in_exchange_stays() {
        // Given
        TenantVisitor visitor = new TenantVisitor(sandbox);
        visitor.awaitSubscription();
        Person person = visitor.employees(1).getFirst();
        await().atMost(SOON).until(() -> ledger.of(person.id())
                .settled()
                .filter(end -> end.state() == Settlement.State.SYNCED)
                .isPresent());

        // When
        visitor.deletePhoto(person);

        // Then
        await().atMost(SOON).until(() -> removals.of(person.id()).isPresent());
        long round = round();
        await().atMost(SOON).until(() -> round() >= round + 4);
        assertThat(sandbox.sharePoint().shownPicture(person, "L")).isPresent();
        assertThat(new Lanes(sandbox).events(Topic.PHOTO_UPDATED)).noneMatch(PhotoEvent::removal);
    }

    private long round() {
        return SweepState.of(ledger)
                .flatMap(SweepState::last)
                .map(SweepState.Ended::number)
                .orElse(0L);
    }
}
