package io.photosync.budget;

import io.photosync.budget.BudgetSettings.SharePoint;
import io.photosync.budget.Limit.Counted;
import io.photosync.call.MicrosoftService;
import java.time.Duration;
import java.util.List;

/** The limits of each service. */
final class ServiceLimits {
    /** Enough for some concurrent live syncs during a fill; under a steady pace more is freed all the time. */
    private static final double LIVE_RESERVE = 0.02;
    /**
     * A day's units last about 16 hours at full pace; a photo changed in the other eight must not wait for tomorrow.
     */
    private static final double LIVE_RESERVE_OF_DAY = 0.10;

    private ServiceLimits() {}

    static List<Limit> of(MicrosoftService service, BudgetSettings settings) {
        return switch (service) {
            case ENTRA -> List.of();
            case GRAPH -> List.of(requests(settings.graph().requestsPerSecond()));
            case SHAREPOINT -> sharePoint(settings.sharepoint());
        };
    }

    /**
     * Not shared out: nearly all of it goes to the sweep, which only the leader runs; with a third of it a pass would
     * take three times as long. The other replicas read the photos that they sync, about ten a second.
     */
    private static Limit requests(long perSecond) {
        return Limit.of("requests", perSecond * 10, Duration.ofSeconds(10), Counted.UNITS, LIVE_RESERVE)
                .spentEvenly();
    }

    /** The minute comes first: the {@code RateLimit-*} headers report it. */
    private static List<Limit> sharePoint(SharePoint settings) {
        LicenceTier tier = LicenceTier.of(settings.licences());
        return List.of(
                Limit.of(
                                "units-per-minute",
                                settings.unitsPerMinute().orElse(tier.unitsPerMinute()),
                                Duration.ofMinutes(1),
                                Counted.UNITS,
                                LIVE_RESERVE)
                        .spentEvenly()
                        .sharedOut(),
                Limit.of(
                                "units-per-day",
                                settings.unitsPerDay().orElse(tier.unitsPerDay()),
                                Duration.ofDays(1),
                                Counted.UNITS,
                                LIVE_RESERVE_OF_DAY)
                        .sharedOut(),
                Limit.of(
                                "profile-calls",
                                settings.profileCallsPerFiveMinutes().orElse(tier.profileCallsPerFiveMinutes()),
                                Duration.ofMinutes(5),
                                Counted.PROFILE_CALLS,
                                LIVE_RESERVE)
                        .spentEvenly()
                        .sharedOut());
    }
}
