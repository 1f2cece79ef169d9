package io.photosync.sharepoint;

import io.photosync.breaker.ServiceProbe;
import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Whether SharePoint serves what every user's photo needs: one cheap request to each host, and the permissions. */
@ApplicationScoped
public class SharePointProbe implements ServiceProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A profile that does not exist; SharePoint must search for it all the same. */
    private static final String UNKNOWN_PROFILE = "photosync-probe@invalid";

    private final SharePointClient client;
    private final PhotoFolder folder;
    private final Profiles profiles;
    private final SharePointSettings settings;
    private final Clock clock;

    SharePointProbe(
            SharePointClient client, PhotoFolder folder, Profiles profiles, SharePointSettings settings, Clock clock) {
        this.client = client;
        this.folder = folder;
        this.profiles = profiles;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public MicrosoftService service() {
        return MicrosoftService.SHAREPOINT;
    }

    /** Two requests. */
    @Override
    public Optional<Failure> probe() throws InterruptedException {
        CallContext callContext = CallContext.within(Priority.CONTROL, PATIENCE, clock);
        try {
            folder.refresh(callContext);
            readUnknownProfile(callContext);
            client.require(RequiredRoles.TO_WRITE_FILES, settings.mySiteUrl(), callContext);
            client.require(RequiredRoles.TO_WRITE_PROFILES, settings.adminUrl(), callContext);
            return Optional.empty();
        } catch (MicrosoftCallException failed) {
            return Optional.of(failed.failure());
        }
    }

    private void readUnknownProfile(CallContext callContext) throws MicrosoftCallException, InterruptedException {
        try {
            profiles.read(UNKNOWN_PROFILE, callContext);
        } catch (MicrosoftCallException failed) {
            if (!isAboutTheProfile(failed.failure())) {
                throw failed;
            }
        }
    }

    /** Any error of the profile service is a sign of life, unless it reports itself unavailable. */
    private static boolean isAboutTheProfile(Failure failure) {
        boolean fromProfiles = failure.code().contains("Microsoft.Office.Server.UserProfiles.");
        return failure.kind() == Kind.REFUSED || fromProfiles && !failure.code().contains("NotAvailable");
    }
}
