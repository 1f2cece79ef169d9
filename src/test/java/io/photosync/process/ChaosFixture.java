package io.photosync.process;

import io.photosync.containers.BrokerKind;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.graph.DeliveryRules;
import io.photosync.sandbox.sharepoint.Limits;
import java.time.Duration;

/** What the checks under trouble have in common. */
final class ChaosFixture {
    private static final int PLENTY = 10_000_000;

    private ChaosFixture() {}

    /** Whether the long form was asked for, by {@code -Dchaos=long}. */
    static boolean isLong() {
        return "long".equals(System.getProperty("chaos"));
    }

    /** A tenant that sets no limit, since other tests measure that, and whose Graph comes again soon. */
    static Sandbox tenant(int people) {
        Sandbox sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(people), BrokerKind.chosen()::start);
        sandbox.sharePoint().limit(new Limits(PLENTY, PLENTY, PLENTY, false));
        // A machine that does much at once answers late; that is not what is looked at here.
        sandbox.switches()
                .setDeliveryRules(DeliveryRules.MICROSOFT
                        .firstPause(Duration.ofMillis(250))
                        .judgingAfter(PLENTY));
        return sandbox;
    }

    /** The service with the same idea of the limits, and a retry ladder of seconds. */
    static Launch launch(Sandbox sandbox) {
        return Launch.of(sandbox.serviceSettings())
                .with("photosync.sharepoint.units-per-minute", Integer.toString(PLENTY))
                .with("photosync.sharepoint.units-per-day", Integer.toString(PLENTY))
                .with("photosync.sharepoint.profile-calls-per-five-minutes", Integer.toString(PLENTY))
                // Everybody changes photos here, and takes them away.
                .with("photosync.removal.at-most", Integer.toString(PLENTY))
                .with("photosync.removal.at-most-share", "1")
                .with("photosync.sync.retry-after", "PT1S,PT2S,PT5S");
    }
}
