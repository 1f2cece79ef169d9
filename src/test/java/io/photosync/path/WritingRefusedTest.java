package io.photosync.path;

import static io.photosync.budget.MicrosoftService.SHAREPOINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.photosync.budget.BreakerState;
import io.photosync.budget.Breakers;
import io.photosync.budget.Failure;
import io.photosync.event.Settlement;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxResource;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.sharepoint.Limits;
import io.photosync.sync.Gate;
import io.photosync.sync.Lanes;
import io.photosync.sync.Watchdog;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SharePoint may be read but not written: nobody's photo is to blame. The ladder is over in three seconds here. */
@QuarkusTest
@WithTestResource(
        value = SandboxResource.class,
        initArgs = {
            @ResourceArg(name = "people", value = "900"),
            @ResourceArg(name = "photosync.sync.retry-after", value = "PT1S,PT1S,PT1S"),
            @ResourceArg(name = "photosync.outage.pause", value = "PT0.5S"),
            @ResourceArg(name = "photosync.outage.longest-pause", value = "PT1S"),
            @ResourceArg(name = "photosync.sharepoint.units-per-minute", value = "60000"),
            @ResourceArg(name = "photosync.sharepoint.profile-calls-per-five-minutes", value = "60000")
        })
class WritingRefusedTest {
    private static final String EVERY_WRITE = "AddUsingPath|ProcessQuery|POST .*GetFileByServerRelativePath";
    /** Much longer than the ladder, the attempts included. */
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private static final Deque<Person> UNTOUCHED = new ArrayDeque<>();

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    Breakers breakers;

    @Inject
    Lanes lanes;

    @Inject
    Gate gate;

    private TenantVisitor visitor;

    @BeforeEach
    void graph_tells_of_changes() {
        visitor = new TenantVisitor(sandbox);
        visitor.awaitSubscription();
        sandbox.sharePoint().limit(new Limits(60_000, 12_000_000, 60_000, false));
        await().atMost(Duration.ofSeconds(20)).until(ledger::caughtUp);
        if (UNTOUCHED.isEmpty()) {
            UNTOUCHED.addAll(visitor.employees(600));
        }
    }

    @AfterEach
    void all_is_well_again() {
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.grant(sandbox.adminUrl(), "User.ReadWrite.All", "Sites.FullControl.All");
    }

    @ParameterizedTest
    @CsvSource({"403, 500", "423, 20", "500, 20", "200, 20", "400, 20"})
    void while_writing_is_refused_for_everybody_nothing_is_dead_lettered_and_then_all_are_in_step(
            int status, int changes) {
        List<Person> changed = some(changes);
        Fault refused = Fault.always(Service.SHAREPOINT, EVERY_WRITE, status);
        sandbox.troubles().faults().put(status == 200 ? refused.content("text/html", "<html>Sign in</html>") : refused);

        changed.forEach(this::putPhoto);
        await().atMost(Duration.ofSeconds(40)).until(() -> breakers.open(SHAREPOINT));
        await().during(OUTAGE)
                .atMost(OUTAGE.plusSeconds(10))
                .until(() -> breakers.open(SHAREPOINT) && stuck().isEmpty());

        assertThat(failure().status()).isEqualTo(status);
        sandbox.troubles().faults().remove(fault -> true);
        awaitSynced(changed);
        // What SharePoint serves is looked at for some of five hundred: each takes three requests of the visitor's.
        visitor.awaitInStep(changed.subList(0, Math.min(40, changes)), Duration.ofSeconds(30));
        assertThat(ledger.letters()).isEmpty();
        assertThat(breakers.open(SHAREPOINT)).isFalse();
    }

    @Test
    void a_role_that_only_reads_profiles_is_an_outage_that_names_it_and_ends_after_consent_without_a_restart() {
        List<Person> changed = some(8);
        sandbox.grant(sandbox.adminUrl(), "User.Read.All", "Sites.FullControl.All");
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.SHAREPOINT, "ProcessQuery", 401).times(1));

        changed.forEach(this::putPhoto);
        await().atMost(Duration.ofSeconds(30)).until(() -> breakers.open(SHAREPOINT));
        Failure failure = failure();
        sandbox.grant(sandbox.adminUrl(), "User.ReadWrite.All", "Sites.FullControl.All");

        awaitSynced(changed);
        assertThat(failure.detail()).contains("[User.ReadWrite.All]", sandbox.adminUrl(), "admin-url");
        assertThat(ledger.letters()).isEmpty();
    }

    @Test
    void properties_that_nobody_may_edit_are_an_outage_at_the_first_user_in_whatever_language() {
        List<Person> changed = some(3);
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.SHAREPOINT, "ProcessQuery", 200)
                        .content(
                                "application/json",
                                io.photosync.sandbox.sharepoint.Failures.errorInfo(
                                        "Microsoft.Office.Server.UserProfiles.PropertyNotEditableException",
                                        -1,
                                        "Egenskaben kan ikke redigeres")));

        putPhoto(changed.getFirst());
        await().atMost(Duration.ofSeconds(20)).until(() -> breakers.open(SHAREPOINT));
        changed.forEach(this::putPhoto);
        sandbox.troubles().faults().remove(fault -> true);

        awaitSynced(changed);
        assertThat(ledger.letters()).isEmpty();
    }

    private List<Person> some(int count) {
        return Stream.generate(UNTOUCHED::poll).limit(count).toList();
    }

    private Optional<String> stuck() {
        return Watchdog.stuck(lanes.state(), gate::waitsFor, Clock.systemUTC().instant());
    }

    private Failure failure() {
        return switch (breakers.of(SHAREPOINT).state()) {
            case BreakerState.Open open -> open.failure();
            case BreakerState.HalfOpen half -> half.failure();
            case BreakerState.Closed closed -> throw new AssertionError("no outage: " + closed);
        };
    }

    private void awaitSynced(List<Person> changed) {
        await().atMost(Duration.ofSeconds(90)).until(() -> changed.stream().allMatch(person -> ledger.of(person.id())
                .settled()
                // A second look, to be certain, finds it unchanged.
                .filter(end -> end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.UNCHANGED)
                .isPresent()));
    }

    /** Each person another picture, small: five hundred are drawn. */
    private void putPhoto(Person person) {
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
