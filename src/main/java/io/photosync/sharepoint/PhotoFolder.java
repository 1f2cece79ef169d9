package io.photosync.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The folder of the photos in the library. Its name is in the language that the my-site host had when its first photo
 * was stored, so it is looked up once: it is the only folder there beside the library's own {@code Forms}.
 */
@ApplicationScoped
class PhotoFolder {
    /** The library itself has this name everywhere. */
    static final String LIBRARY = "/User Photos";

    /** The code when no folder, or several, could be meant. */
    static final String UNCLEAR = "PhotoFolderUnclear";

    /** The code when the host has no photo library. */
    static final String LIBRARY_MISSING = "PhotoLibraryMissing";

    private static final String FOLDERS =
            "/_api/web/GetFolderByServerRelativePath(decodedUrl=" + OData.literal(LIBRARY) + ")/Folders?$select=Name";
    private static final String LIBRARYS_OWN = "Forms";

    private final SharePointClient client;
    private final SiteUrl mySite;
    private final Optional<String> setting;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile String found;

    PhotoFolder(SharePointClient client, SharePointSettings settings) {
        this.client = client;
        this.mySite = settings.mySiteUrl();
        this.setting = settings.folder();
    }

    /** The server-relative path, for instance {@code /User Photos/Profile Pictures}. */
    String path(CallContext callContext) throws MicrosoftCallException, InterruptedException {
        String known = found;
        if (known != null) {
            return known;
        }
        if (setting.isPresent()) {
            found = LIBRARY + "/" + setting.get();
            return found;
        }
        looking.lockInterruptibly();
        try {
            return found != null ? found : refresh(callContext);
        } finally {
            looking.unlock();
        }
    }

    /** Reads it again even when it is known: the cheapest request that shows whether the library is readable. */
    String refresh(CallContext callContext) throws MicrosoftCallException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (JsonNode folder : folders(callContext).path("value")) {
            names.add(folder.path("Name").asText());
        }
        names.remove(LIBRARYS_OWN);
        if (setting.isPresent() ? !names.contains(setting.get()) : names.size() != 1) {
            throw unclear(names);
        }
        found = LIBRARY + "/" + setting.orElseGet(names::getFirst);
        return found;
    }

    private JsonNode folders(CallContext callContext) throws MicrosoftCallException, InterruptedException {
        try {
            return client.json(SharePointRequest.get(mySite, FOLDERS), callContext);
        } catch (MicrosoftCallException failed) {
            throw failed.failure().isNotFound() ? libraryMissing(failed) : failed;
        }
    }

    /** E.g. because the setting names the tenant's root host: no user's photo can be stored there. */
    private MicrosoftCallException libraryMissing(MicrosoftCallException notFound) {
        String detail = "there is no library '%s' at %s, which must be the -my host: %s"
                .formatted(LIBRARY, client.named(mySite), notFound.failure().detail());
        return new MicrosoftCallException(
                notFound.failure().saying(LIBRARY_MISSING, detail).affecting(Failure.Reach.ALL_USERS), notFound);
    }

    /** A path known from before: used until an upload finds it gone. */
    void believe(String path) {
        found = path;
    }

    /** The folder is not there any more. */
    void forget() {
        found = null;
    }

    /** No photo can be stored at all, so no single event is to blame. */
    private MicrosoftCallException unclear(List<String> names) {
        String detail =
                "photosync.sharepoint.folder must name the folder of %s%s that holds the photos, got %s, and there are %s"
                        .formatted(
                                mySite,
                                LIBRARY,
                                setting.map(name -> "'" + name + "'").orElse("nothing"),
                                names);
        return new MicrosoftCallException(
                Failure.withoutAnswer(MicrosoftService.SHAREPOINT, Kind.REFUSED, UNCLEAR, detail)
                        .affecting(Failure.Reach.ALL_USERS));
    }
}
