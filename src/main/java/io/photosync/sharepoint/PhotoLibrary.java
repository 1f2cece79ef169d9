package io.photosync.sharepoint;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Failure;
import io.photosync.budget.Failure.Kind;
import io.photosync.budget.MicrosoftService;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;

/** The photos' files, on the {@code -my} host. */
@ApplicationScoped
public class PhotoLibrary {
    private static final int NOT_FOUND = 404;

    private final SharePointClient client;
    private final PhotoFolder folder;
    private final SiteUrl mySite;

    public PhotoLibrary(SharePointClient client, PhotoFolder folder, SharePointSettings settings) {
        this.client = client;
        this.folder = folder;
        this.mySite = settings.mySiteUrl();
    }

    /** The server-relative path of the folder; one request the first time. */
    public String folder(Ask ask) throws CallFailed, InterruptedException {
        return folder.path(ask);
    }

    /** How many files there are in the folder, as it counts them itself. One request. */
    public long itemCount(Ask ask) throws CallFailed, InterruptedException {
        String target = "/_api/web/GetFolderByServerRelativePath(decodedUrl=%s)?$select=ItemCount"
                .formatted(OData.literal(folder.path(ask)));
        return client.json(Call.get(mySite, target), ask).path("ItemCount").asLong();
    }

    /** The host that the library is on. */
    public String site() {
        return mySite.toString();
    }

    /** Spares the request: the folder was this one before. Found out if it is not so any more. */
    public void believe(String folderPath) {
        folder.believe(folderPath);
    }

    /**
     * Stores a file, in place of one of the same name. One request.
     *
     * @return the file as SharePoint has it now
     */
    public PhotoFile upload(String fileName, byte[] jpeg, Ask ask) throws CallFailed, InterruptedException {
        String target =
                "/_api/web/GetFolderByServerRelativePath(decodedUrl=%s)/Files/AddUsingPath(decodedurl=%s,Overwrite=true)"
                        .formatted(OData.literal(folder.path(ask)), OData.literal(fileName));
        Call call = Call.post(mySite, target, Map.of("Content-Type", "application/octet-stream"), jpeg);
        try {
            return PhotoFile.of(fileName, client.json(call, ask));
        } catch (DateTimeException e) {
            throw unreadable(e);
        } catch (CallFailed failed) {
            throw failed.failure().status() == NOT_FOUND ? folderGone(failed) : failed;
        }
    }

    /** Deletes a file; one that is not there is fine. One request. */
    public void delete(String fileName, Ask ask) throws CallFailed, InterruptedException {
        String target = "/_api/web/GetFileByServerRelativePath(decodedUrl=%s)"
                .formatted(OData.literal(folder.path(ask) + "/" + fileName));
        Call call = Call.post(mySite, target, Map.of("X-HTTP-Method", "DELETE", "If-Match", "*"), new byte[0]);
        try {
            client.send(call, ask);
        } catch (CallFailed failed) {
            if (failed.failure().status() != NOT_FOUND) {
                throw failed;
            }
        }
    }

    /** The absolute URL of a file, spelled as SharePoint spells it in profiles: with port, spaces encoded. */
    public URI url(String fileName, Ask ask) throws CallFailed, InterruptedException {
        return URI.create(mySite.withPort() + OData.path(folder.path(ask) + "/" + fileName));
    }

    /**
     * The files that a profile's picture URL belongs to.
     *
     * @return empty when it points to anything but a thumbnail in our folder
     */
    public Optional<PhotoFiles> filesOf(String pictureUrl, Ask ask) throws CallFailed, InterruptedException {
        return PhotoFiles.of(pictureUrl, mySite, folder.path(ask));
    }

    private static CallFailed unreadable(RuntimeException cause) {
        Failure failure = new Failure(
                MicrosoftService.SHAREPOINT,
                Kind.UNREADABLE,
                200,
                "not-a-file",
                "answer to an upload: " + cause.getMessage(),
                Optional.empty(),
                Optional.empty());
        return new CallFailed(failure, cause);
    }

    /** An upload finds no file missing, only its folder: looked for anew, and nothing that this person's event is to blame for. */
    private CallFailed folderGone(CallFailed cause) {
        folder.forget();
        Failure failure = cause.failure();
        return new CallFailed(
                new Failure(
                        failure.service(),
                        Kind.SERVER_ERROR,
                        failure.status(),
                        failure.code(),
                        failure.detail(),
                        failure.retryAfter(),
                        failure.requestId()),
                cause);
    }
}
