package io.photosync.sharepoint;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.budget.Budget;
import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftCalls;
import io.photosync.call.RequestMetrics;
import io.photosync.identity.MicrosoftAccess;
import java.time.Clock;
import java.util.Set;

/** This room without the running service: profiles and files, by the same code. Its metrics are not exported. */
public final class SharePointAccess implements AutoCloseable {
    private final SharePointTransport sharePointTransport;
    private final PhotoFolder folder;
    private final PhotoLibrary library;
    private final Profiles profiles;

    public SharePointAccess(SharePointSettings settings, MicrosoftAccess access, Budget budget, Clock clock) {
        this.sharePointTransport = new SharePointTransport(settings, access.authorities(), access.proxy(), clock);
        MicrosoftCalls calls =
                new MicrosoftCalls(budget, access.tokens(), new RequestMetrics(new SimpleMeterRegistry()), clock);
        SharePointClient client = new SharePointClient(calls, sharePointTransport, budget, clock);
        this.folder = new PhotoFolder(client, settings);
        this.library = new PhotoLibrary(client, folder, settings, clock);
        this.profiles = new Profiles(client, settings);
    }

    public Profiles profiles() {
        return profiles;
    }

    public PhotoLibrary library() {
        return library;
    }

    /** The photo folder's path as SharePoint has it now. One request. */
    public String findFolder(CallContext callContext) throws MicrosoftCallException, InterruptedException {
        return folder.refresh(callContext);
    }

    /** SharePoint's application permissions of which one is enough to store the files. */
    public static Set<String> rolesToWriteFiles() {
        return RequiredRoles.TO_WRITE_FILES.anyOf();
    }

    /** The same for the picture properties. */
    public static Set<String> rolesToWriteProfiles() {
        return RequiredRoles.TO_WRITE_PROFILES.anyOf();
    }

    @Override
    public void close() {
        sharePointTransport.close();
    }
}
