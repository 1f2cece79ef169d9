package io.photosync.budget;

import java.util.Arrays;

/**
 * SharePoint's limits by the tenant's number of licences.
 *
 * @see <a
 *     href="https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online">Avoid
 *     getting throttled</a>
 */
public enum LicenceTier {
    UP_TO_1_000(1_000, 1_250, 1_200_000, 3_000),
    UP_TO_5_000(5_000, 2_500, 2_400_000, 6_000),
    UP_TO_15_000(15_000, 3_750, 3_600_000, 9_000),
    UP_TO_50_000(50_000, 5_000, 4_800_000, 12_000),
    ABOVE_50_000(Integer.MAX_VALUE, 6_250, 6_000_000, 15_000);

    private final int licences;
    private final long unitsPerMinute;
    private final long unitsPerDay;
    private final long profileCallsPerFiveMinutes;

    LicenceTier(int licences, long unitsPerMinute, long unitsPerDay, long profileCallsPerFiveMinutes) {
        this.licences = licences;
        this.unitsPerMinute = unitsPerMinute;
        this.unitsPerDay = unitsPerDay;
        this.profileCallsPerFiveMinutes = profileCallsPerFiveMinutes;
    }

    public static LicenceTier of(int licences) {
        return Arrays.stream(values())
                .filter(tier -> licences <= tier.licences)
                .findFirst()
                .orElseThrow();
    }

    public long unitsPerMinute() {
        return unitsPerMinute;
    }

    public long unitsPerDay() {
        return unitsPerDay;
    }

    /** A limit of the whole tenant, all its apps together. */
    public long profileCallsPerFiveMinutes() {
        return profileCallsPerFiveMinutes;
    }
}
