package io.photosync.check;

import io.photosync.budget.BudgetSettings;
import io.photosync.budget.LicenceTier;
import io.photosync.call.MicrosoftCallException;
import io.photosync.check.SampleUsers.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks that the configured number of licences, which sets the limits, fits the number of users, and that no limit is
 * configured above it. photo sync cannot read the licences themselves.
 */
final class LicencesLine implements Check {
    private final SampleUsers sample;
    private final Tenant tenant;

    LicencesLine(SampleUsers sample, Tenant tenant) {
        this.sample = sample;
        this.tenant = tenant;
    }

    @Override
    public String name() {
        return "licences";
    }

    @Override
    public Line run() throws MicrosoftCallException, InterruptedException {
        BudgetSettings.SharePoint settings =
                tenant.config.getConfigMapping(BudgetSettings.class).sharepoint();
        LicenceTier band = LicenceTier.of(settings.licences());
        Members members = sample.members();
        String says = "photosync.sharepoint.licences is %d, and there are %s%d members with enabled accounts"
                .formatted(
                        settings.licences(),
                        members.more() ? "more than " : "",
                        members.users().size());
        List<String> above = above(settings, band);
        if (!above.isEmpty()) {
            return Line.unclear(
                    name(),
                    says + "; " + String.join("; ", above),
                    "Leave the limits to photosync.sharepoint.licences: Microsoft throttles what is above them.");
        }
        return band.compareTo(LicenceTier.of(members.users().size())) < 0
                ? Line.unclear(
                        name(),
                        says,
                        "Set it to the number of licences that the tenant has bought: Microsoft then allows more requests.")
                : Line.works(name(), says);
    }

    private static List<String> above(BudgetSettings.SharePoint settings, LicenceTier band) {
        List<String> above = new ArrayList<>();
        add("units-per-minute", settings.unitsPerMinute(), band.unitsPerMinute(), above);
        add("units-per-day", settings.unitsPerDay(), band.unitsPerDay(), above);
        add(
                "profile-calls-per-five-minutes",
                settings.profileCallsPerFiveMinutes(),
                band.profileCallsPerFiveMinutes(),
                above);
        return above;
    }

    private static void add(String limit, Optional<Long> set, long allowed, List<String> above) {
        set.filter(value -> value > allowed)
                .ifPresent(
                        value -> above.add("photosync.sharepoint.%s is %d, and Microsoft allows %d for so many licences"
                                .formatted(limit, value, allowed)));
    }
}
