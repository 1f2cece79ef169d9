package io.photosync.sharepoint;

import io.photosync.call.CallContext;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The photos' files, on the {@code -my} host. */
@ApplicationScoped
public class PhotoLibrary {
    private static final Logger LOG = Logger.getLogger(PhotoLibrary.class);
    /**
     * Only the fields that are needed: in folders of more than 5,000 files wide answers were seen to fail where narrow
     * ones did not.
     */
    private static final String NARROW = "?$select=Length,TimeLastModified";

    /** How far SharePoint's clock may be behind ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final SharePointClient client;
    private final PhotoFolder folder;
    private final SiteUrl mySite;
    private final Clock clock;

    public PhotoLibrary(SharePointClient client, PhotoFolder folder, SharePointSettings settings, Clock clock) {
        this.client = client;
        this.folder = folder;
        this.mySite = settings.mySiteUrl();
        this.clock = clock;
    }

    /** The server-relative path of the folder; one request the first time. */
    public String folder(CallContext callContext) throws MicrosoftCallException, InterruptedException {
        return folder.path(callContext);
    }

    /** Number of files in the folder, by SharePoint's own count. One request. */
    public long itemCount(CallContext callContext) throws MicrosoftCallException, InterruptedException {
        String target = "/_api/web/GetFolderByServerRelativePath(decodedUrl=%s)?$select=ItemCount"
                .formatted(OData.literal(folder.path(callContext)));
        return client.json(SharePointRequest.get(mySite, target), callContext)
                .path("ItemCount")
                .asLong();
    }

    /** The host that the library is on. */
    public String site() {
        return mySite.toString();
    }

    /** Saves that request: the folder was this one before. An upload finds out if it has changed. */
    public void believe(String folderPath) {
        folder.believe(folderPath);
    }

    /**
     * Stores a file, replacing one of the same name. One request.
     *
     * @return the file as SharePoint has it now
     */
    public PhotoFile upload(String fileName, byte[] jpeg, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        String target =
                "/_api/web/GetFolderByServerRelativePath(decodedUrl=%s)/Files/AddUsingPath(decodedurl=%s,Overwrite=true)%s"
                        .formatted(OData.literal(folder.path(callContext)), OData.literal(fileName), NARROW);
        SharePointRequest sharePointRequest =
                SharePointRequest.post(mySite, target, Map.of("Content-Type", "application/octet-stream"), jpeg);
        Instant began = clock.instant();
        try {
            return PhotoFile.of(fileName, client.json(sharePointRequest, callContext));
        } catch (DateTimeException e) {
            throw new MicrosoftCallException(
                    SharePointFailures.unreadable("not-a-file", "answer to an upload: " + e.getMessage()), e);
        } catch (MicrosoftCallException failed) {
            if (SharePointFailures.isQueryThrottled(failed.failure())) {
                return storedDespiteError(fileName, jpeg.length, began, callContext)
                        .orElseThrow(() -> failed);
            }
            throw failed.failure().isNotFound() ? folderGone(failed) : failed;
        }
    }

    /** Downloads a file; empty when it is not there. One request. */
    public Optional<byte[]> read(String fileName, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        String target = "/_api/web/GetFileByServerRelativePath(decodedUrl=%s)/$value"
                .formatted(OData.literal(folder.path(callContext) + "/" + fileName));
        try {
            return Optional.of(client.send(SharePointRequest.get(mySite, target), callContext)
                    .body());
        } catch (MicrosoftCallException failed) {
            if (failed.failure().isNotFound()) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** SharePoint may answer that the folder is too large after it has stored the file. One request. */
    private Optional<PhotoFile> storedDespiteError(String fileName, int length, Instant began, CallContext callContext)
            throws InterruptedException {
        try {
            String target = "/_api/web/GetFileByServerRelativePath(decodedUrl=%s)%s"
                    .formatted(OData.literal(folder.path(callContext) + "/" + fileName), NARROW);
            PhotoFile file = PhotoFile.of(fileName, client.json(SharePointRequest.get(mySite, target), callContext));
            return Optional.of(file)
                    .filter(stored ->
                            stored.length() == length && stored.lastModified().isAfter(began.minus(CLOCKS_DIFFER)));
        } catch (MicrosoftCallException | DateTimeException e) {
            LOG.debugf("file not stored or not readable: %s", e.getMessage());
            return Optional.empty();
        }
    }

    /** The outcome of a deletion. */
    public enum Deletion {
        DELETED,
        NOT_THERE
    }

    /** Deletes a file; a missing one counts as deleted. One request. */
    public Deletion delete(String fileName, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        String target = "/_api/web/GetFileByServerRelativePath(decodedUrl=%s)"
                .formatted(OData.literal(folder.path(callContext) + "/" + fileName));
        SharePointRequest sharePointRequest =
                SharePointRequest.post(mySite, target, Map.of("X-HTTP-Method", "DELETE", "If-Match", "*"), new byte[0]);
        try {
            client.send(sharePointRequest, callContext);
            return Deletion.DELETED;
        } catch (MicrosoftCallException failed) {
            if (!failed.failure().isNotFound()) {
                throw failed;
            }
            return Deletion.NOT_THERE;
        }
    }

    /** The absolute URL of a file, spelled as SharePoint spells it in profiles: with port, spaces encoded. */
    public URI url(String fileName, CallContext callContext) throws MicrosoftCallException, InterruptedException {
        return URI.create(mySite.withPort() + OData.path(folder.path(callContext) + "/" + fileName));
    }

    /**
     * The files that a profile's picture URL belongs to.
     *
     * @return empty when it leads to anything but a thumbnail in our folder
     */
    public Optional<PhotoFiles> filesOf(String pictureUrl, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        return PhotoFiles.of(pictureUrl, mySite, folder.path(callContext));
    }

    /**
     * An upload never misses a file, only its folder: the folder is looked up again, and this user's event is not to
     * blame.
     */
    private MicrosoftCallException folderGone(MicrosoftCallException cause) {
        folder.forget();
        return new MicrosoftCallException(cause.failure().ofKind(Kind.SERVER_ERROR), cause);
    }
}
