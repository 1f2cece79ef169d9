package io.photosync.testkit;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The set-ups of the service in its tests: few, so that one knows what runs in a test. Each is what its settings change
 * of {@link #QUIET}; addresses and credentials are the sandbox's and no part of it.
 */
public enum Setup {
    /** One user's change at a time, which Graph tells of: nothing is done at intervals, so that tests can count requests. */
    DEFAULT("photosync.webhook.client-state=" + Setup.CLIENT_STATE),

    /**
     * A whole tenant in step by passes of three seconds. All bounds are low that guard it: of the live and the bulk lane,
     * of removals, of files repaired by one check. Library and users are compared when a test calls for it.
     */
    PASSES(
            "photosync.sweep.enabled=true",
            "photosync.sweep.every=PT3S",
            "photosync.sweep.live-at-most=5",
            "photosync.detect.live-at-most=20",
            "photosync.detect.live-within=PT20S",
            "photosync.bulk.waiting-at-most=60",
            // Longer than a pass, so that all are found before the first is confirmed.
            "photosync.removal.confirm-after=PT5S",
            "photosync.removal.at-most=5",
            "photosync.removal.at-most-a-day=8",
            "photosync.drift.changed-at-most=10",
            // An hour after the start, unless a test does one by hand.
            "photosync.spot-check.enabled=true",
            "photosync.spot-check.at-least=21",
            "photosync.spot-check.confirm-after=PT2S",
            // Users without a profile are retried later than requests are counted.
            "photosync.sync.retry-after=PT1H",
            "photosync.outage.pause=PT1S",
            "photosync.outage.longest-pause=PT2S",
            Setup.UNITS,
            Setup.PROFILE_CALLS),

    /**
     * A tenant of which a pilot group is managed: the directory, the groups and the library are read each second, and
     * leavers are forgotten after ten. Repairs go one after another, each when the one before it is done.
     */
    DIRECTORY(
            "photosync.scope.group-id=" + Pilot.GROUP,
            "photosync.scope.excluded-group-id=" + Pilot.EXCLUDED,
            "photosync.roster.enabled=true",
            "photosync.roster.every=PT1S",
            "photosync.roster.forget-after=PT10S",
            "photosync.sweep.enabled=true",
            "photosync.sweep.every=PT2S",
            "photosync.drift.enabled=true",
            "photosync.drift.every=PT1S",
            "photosync.bulk.waiting-at-most=1"),

    /** What failed or may have been wrong is tried again within seconds; Graph writes into an event hub. */
    RETRIES(
            "photosync.notifications=event-hub",
            "photosync.sync.retry-after=PT1S,PT1S,PT1S",
            "photosync.sync.recheck-after=PT1S,PT5S",
            "photosync.sync.profile-recheck-after=PT2S",
            "photosync.outage.pause=PT0.5S",
            "photosync.outage.longest-pause=PT1S",
            // Together they say how long the answers of a removal are believed.
            "photosync.removal.confirm-after=PT1S",
            "photosync.sweep.every=PT4S",
            Setup.UNITS,
            Setup.PROFILE_CALLS),

    /** All is read, and nothing written. */
    OBSERVE("photosync.mode=observe", "photosync.sweep.enabled=true", "photosync.sweep.every=PT2S"),

    /**
     * SharePoint is compared with Exchange every two seconds, file by file and user by user. Graph is asked for no
     * notifications, and no photo is removed.
     */
    CHECKS(
            "photosync.notifications=none",
            "photosync.removals=keep",
            "photosync.sweep.enabled=true",
            "photosync.sweep.every=PT1S",
            "photosync.drift.enabled=true",
            "photosync.drift.every=PT2S",
            "photosync.spot-check.enabled=true",
            "photosync.spot-check.every=PT2S",
            // All of them, each time.
            "photosync.spot-check.at-least=40",
            "photosync.spot-check.confirm-after=PT0.3S",
            "photosync.spot-check.differing-at-most=0",
            Setup.UNITS,
            Setup.PROFILE_CALLS);

    /** The client state of the payloads in {@code src/test/resources/notifications}. */
    public static final String CLIENT_STATE = "client-state-of-the-samples";

    private static final String UNITS = "photosync.sharepoint.units-per-minute=1000000";
    private static final String PROFILE_CALLS = "photosync.sharepoint.profile-calls-per-five-minutes=1000000";

    /** Requests that the service sends by itself would be counted with those that tests count. */
    private static final Map<String, String> QUIET = Map.of(
            "photosync.drift.enabled", "false",
            "photosync.spot-check.enabled", "false",
            "photosync.sweep.enabled", "false",
            // Tests have no minute to spare between two answers.
            "photosync.removal.confirm-after", "PT0.5S");

    private final String[] settings;

    /** @param settings each as {@code name=value} */
    Setup(String... settings) {
        this.settings = settings;
    }

    /** Values by name. */
    Map<String, String> settings() {
        Map<String, String> all = new TreeMap<>(QUIET);
        Stream.of(settings).map(setting -> setting.split("=", 2)).forEach(setting -> all.put(setting[0], setting[1]));
        return Collections.unmodifiableMap(all);
    }

    /** Whether the service keeps to no limit of SharePoint's; then the tenant has none either. */
    boolean unlimited() {
        return Stream.of(settings).anyMatch(UNITS::equals);
    }
}
