package io.photosync.path;

import static io.photosync.testkit.Patience.await;

import io.photosync.breaker.BreakerState;
import io.photosync.breaker.Breakers;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftService;
import io.photosync.event.Settlement;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sync.LaneGate;
import io.photosync.sync.LaneWorker;
import io.photosync.sync.Watchdog;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A tenant whose users change their photos while one of its services refuses everybody. */
abstract class RefusedForEverybody {
    /** Much longer than the ladder, the attempts included. */
    static final Duration OUTAGE = Duration.ofSeconds(5);

    private static final Deque<Person> UNTOUCHED = new ArrayDeque<>();

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    Breakers breakers;

    @Inject
    LaneWorker lanes;

    @Inject
    LaneGate gate;

    TenantVisitor visitor;

    @BeforeEach
    void graph_tells_of_changes() {
        visitor = new TenantVisitor(sandbox);
        visitor.awaitSubscription();
        await().until(ledger::caughtUp);
        if (UNTOUCHED.isEmpty()) {
            UNTOUCHED.addAll(visitor.employees(600));
        }
    }

    @AfterEach
    void all_is_well_again() {
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.troubles().latency().set(Service.ENTRA, Duration.ZERO);
        sandbox.grant(sandbox.adminUrl(), "User.ReadWrite.All", "Sites.FullControl.All");
        sandbox.grant(sandbox.graphUrl(), "User.Read.All", "ProfilePhoto.Read.All", "GroupMember.Read.All");
    }

    List<Person> some(int count) {
        return Stream.generate(UNTOUCHED::poll).limit(count).toList();
    }

    Optional<String> stuck() {
        return Watchdog.stuck(lanes.state(), gate::waitsFor, Clock.systemUTC().instant());
    }

    Failure failure(MicrosoftService service) {
        return switch (breakers.of(service).state()) {
            case BreakerState.Open open -> open.failure();
            case BreakerState.HalfOpen half -> half.failure();
            case BreakerState.Closed closed -> throw new AssertionError("no outage: " + closed);
        };
    }

    void awaitSynced(List<Person> changed) {
        await().atMost(Duration.ofSeconds(90)).until(() -> changed.stream().allMatch(person -> ledger.of(person.id())
                .settled()
                // A second look, to be certain, finds it unchanged.
                .filter(end -> end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.UNCHANGED)
                .isPresent()));
    }

    /** Each person another picture, small: five hundred are drawn. */
    void putPhoto(Person person) {
        BufferedImage image = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        Random colours = new Random(person.id().hashCode());
        for (int field = 0; field < 4; field++) {
            pen.setColor(new Color(colours.nextInt(0x1000000)));
            pen.fillRect(field % 2 * 48, field / 2 * 48, 48, 48);
        }
        pen.dispose();
        try {
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(image, "jpeg", jpeg);
            visitor.putPhoto(person, jpeg.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
