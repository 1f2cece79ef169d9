package io.photosync.check;

import io.photosync.call.MicrosoftCallException;

/** The photo folder on the {@code -my} host, and its number of files. */
final class FolderLine implements Check {
    /** SharePoint's list view threshold; reports of uploads beyond it disagree (src/docs/unproven.md). */
    private static final int THRESHOLD = 5_000;

    private final Tenant tenant;

    FolderLine(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public String name() {
        return "photo folder";
    }

    @Override
    public Line run() throws MicrosoftCallException, InterruptedException {
        String folder = tenant.sharePoint.findFolder(tenant.callContext());
        long files = tenant.sharePoint.library().itemCount(tenant.callContext());
        String says = "%s%s holds %d files".formatted(tenant.sharePointSettings.mySiteUrl(), folder, files);
        return Line.works(
                name(), files > THRESHOLD ? says + ", more than SharePoint's threshold of " + THRESHOLD : says);
    }
}
