package io.photosync.check;

import io.photosync.call.MicrosoftCallException;

/** The folder of the photos on the {@code -my} host, and how many files it holds. */
final class FolderLine implements Check {
    /** SharePoint's list view threshold, beyond which reports of uploads disagree (src/docs/unproven.md). */
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
    public Line look() throws MicrosoftCallException, InterruptedException {
        String folder = tenant.sharePoint.findFolder(tenant.ask());
        long files = tenant.sharePoint.library().itemCount(tenant.ask());
        String says = "%s%s holds %d files".formatted(tenant.sharePointSettings.mySiteUrl(), folder, files);
        return Line.works(
                name(), files > THRESHOLD ? says + ", more than SharePoint's threshold of " + THRESHOLD : says);
    }
}
