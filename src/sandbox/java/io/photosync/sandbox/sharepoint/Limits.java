package io.photosync.sandbox.sharepoint;

/**
 * How much SharePoint allows. Defaults are those of a tenant with up to 1,000 licences.
 *
 * @param unitsPerMinute resource units of one app in a minute
 * @param unitsPerDay resource units of one app in a day, which ends at midnight UTC
 * @param profileCalls calls of the PeopleManager API in five minutes, all apps together
 * @param everyCsomMethodCounts whether a CSOM request with three methods is three profile calls or one; Microsoft does not say
 * @see <a href="https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online">Throttling</a>
 */
public record Limits(int unitsPerMinute, int unitsPerDay, int profileCalls, boolean everyCsomMethodCounts) {
    public static final Limits SMALL_TENANT = new Limits(1_250, 1_200_000, 3_000, false);

    /** Those of a tenant with so many licences. */
    public static Limits of(int licences) {
        int step = licences <= 1_000 ? 1 : licences <= 5_000 ? 2 : licences <= 15_000 ? 3 : licences <= 50_000 ? 4 : 5;
        return new Limits(step * 1_250, step * 1_200_000, step * 3_000, false);
    }

    public Limits {
        atLeastOne("unitsPerMinute", unitsPerMinute);
        atLeastOne("unitsPerDay", unitsPerDay);
        atLeastOne("profileCalls", profileCalls);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("limit " + name + " must be at least 1, got " + value);
        }
    }
}
