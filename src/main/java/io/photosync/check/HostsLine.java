package io.photosync.check;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the names of the two SharePoint hosts: each in its setting, and both of one tenant. The following lines send
 * requests to them.
 */
final class HostsLine implements Check {
    /** The pattern of all clouds: {@code contoso-my.sharepoint.com}, {@code contoso-admin.sharepoint.us}. */
    private static final Pattern NAME = Pattern.compile("([^.]+?)(-my|-admin)?\\.(sharepoint[^.]*\\.[a-z.]+)");

    private static final String MINE = "-my";
    private static final String ADMIN = "-admin";

    private final URI mySite;
    private final URI admin;

    /**
     * @param mySite {@code photosync.sharepoint.my-site-url}
     * @param admin {@code photosync.sharepoint.admin-url}
     */
    HostsLine(URI mySite, URI admin) {
        this.mySite = mySite;
        this.admin = admin;
    }

    @Override
    public String name() {
        return "SharePoint hosts";
    }

    @Override
    public Line run() {
        String says = "%s and %s".formatted(mySite.getAuthority(), admin.getAuthority());
        if (mySite.getAuthority().equalsIgnoreCase(admin.getAuthority())) {
            return fails("both are " + admin.getAuthority());
        }
        Matcher my = NAME.matcher(lower(mySite));
        Matcher other = NAME.matcher(lower(admin));
        // Hosts of another form, such as the sandbox's, reveal nothing by their names.
        if (my.matches() && !MINE.equals(my.group(2))) {
            return fails("photosync.sharepoint.my-site-url is %s, which is no -my host".formatted(mySite.getHost()));
        }
        if (other.matches() && !ADMIN.equals(other.group(2))) {
            return fails("photosync.sharepoint.admin-url is %s, which is no -admin host".formatted(admin.getHost()));
        }
        if (my.matches() && other.matches() && !(my.group(1) + my.group(3)).equals(other.group(1) + other.group(3))) {
            return Line.unclear(
                    name(),
                    says + ", whose names belong to two tenants",
                    "Correct photosync.sharepoint.my-site-url and photosync.sharepoint.admin-url, unless the tenant has several regions.");
        }
        return Line.works(name(), says);
    }

    private static String lower(URI url) {
        return url.getHost().toLowerCase(Locale.ROOT);
    }

    private Line fails(String says) {
        return Line.fails(
                name(),
                says,
                "Set photosync.sharepoint.my-site-url to the host in OneDrive's address, and photosync.sharepoint.admin-url to that of the"
                        + " SharePoint admin center.");
    }
}
