package io.photosync.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All files of the photo folder, page by page. They are read as items of the library's list: a folder's own {@code
 * Files} fails above 5,000 files, the list view threshold, which about 1,700 users reach.
 *
 * @see <a href="https://learn.microsoft.com/sharepoint/dev/sp-add-ins/working-with-lists-and-list-items-with-rest">List
 *     items with REST</a>
 */
@ApplicationScoped
public class PhotoListing {
    private static final String ITEMS = "/_api/web/GetListUsingPath(DecodedUrl=" + OData.literal(PhotoFolder.LIBRARY)
            + ")/items?$select=FileLeafRef,FileDirRef,File/Length,File/TimeLastModified&$expand=File&$top=";
    private static final int PAGE = 2_000;

    private final SharePointClient client;
    private final PhotoFolder folder;
    private final SiteUrl mySite;
    private final int pageSize;

    @Inject
    public PhotoListing(SharePointClient client, PhotoFolder folder, SharePointSettings settings) {
        this(client, folder, settings, PAGE);
    }

    PhotoListing(SharePointClient client, PhotoFolder folder, SharePointSettings settings, int pageSize) {
        this.client = client;
        this.folder = folder;
        this.mySite = settings.mySiteUrl();
        this.pageSize = pageSize;
    }

    /** One request. */
    public FilePage first(CallContext callContext) throws MicrosoftCallException, InterruptedException {
        return page(ITEMS + pageSize, callContext);
    }

    /**
     * One request.
     *
     * @param next of the previous page
     */
    public FilePage after(String next, CallContext callContext) throws MicrosoftCallException, InterruptedException {
        return page(next, callContext);
    }

    private FilePage page(String target, CallContext callContext) throws MicrosoftCallException, InterruptedException {
        String ours = folder.path(callContext);
        return read(client.json(SharePointRequest.get(mySite, target), callContext), ours, mySite);
    }

    /**
     * @param ours the server-relative path of our folder
     * @throws MicrosoftCallException of kind UNREADABLE: an answer that is no listing must not pass for an empty folder
     */
    static FilePage read(JsonNode body, String ours, SiteUrl mySite) throws MicrosoftCallException {
        try {
            JsonNode items = body.path("value");
            if (!items.isArray()) {
                throw new IllegalArgumentException("there must be an array named \"value\", but is none");
            }
            List<PhotoFile> files = new ArrayList<>();
            for (JsonNode item : items) {
                // Folders are items too, without a file.
                if (item.path("FileDirRef").asText().equalsIgnoreCase(ours)
                        && item.path("File").isObject()) {
                    files.add(PhotoFile.of(item.path("FileLeafRef").asText(), item.get("File")));
                }
            }
            JsonNode next = body.path("odata.nextLink");
            return new FilePage(
                    List.copyOf(files),
                    next.isTextual() ? Optional.of(target(next.asText(), mySite)) : Optional.empty());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new MicrosoftCallException(
                    SharePointFailures.unreadable("not-a-listing", "answer to items: " + e.getMessage()), e);
        }
    }

    /** Our token goes to no other host, whatever an answer links to. */
    private static String target(String nextLink, SiteUrl mySite) {
        URI next = URI.create(nextLink);
        if (!mySite.isHostOf(next)) {
            throw new IllegalArgumentException("next link must lead to " + mySite + ", but leads to " + next.getHost());
        }
        return next.getRawPath() + "?" + next.getRawQuery();
    }
}
