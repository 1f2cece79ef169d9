package io.photosync.sharepoint;

import io.photosync.budget.Ask;
import io.photosync.budget.Breakers;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Failure;
import io.photosync.budget.Failure.Kind;
import io.photosync.budget.MicrosoftService;
import io.photosync.budget.Priority;
import io.photosync.budget.Probe;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether SharePoint does for us what every person's photo needs: one cheap request to each host, and the permissions. */
@ApplicationScoped
public class SharePointProbe implements Probe {
    /** The code when the token shows that the app may not write. */
    static final String MISSING_PERMISSION = "MissingPermission";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A profile that nobody has; SharePoint must look for it all the same. */
    private static final String NOBODY = "photosync-probe@invalid";

    private static final Set<String> FILE_ROLES =
            Set.of("Sites.ReadWrite.All", "Sites.Manage.All", "Sites.FullControl.All", "Sites.Selected");
    private static final Set<String> PROFILE_ROLES = Set.of("User.ReadWrite.All", "Sites.FullControl.All");

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

    /** Before the first thread that may need it. */
    void onStart(@Observes @jakarta.annotation.Priority(20) StartupEvent event, Breakers breakers) {
        breakers.watch(MicrosoftService.SHAREPOINT, this);
    }

    /** Two requests. */
    @Override
    public Optional<Failure> probe() throws InterruptedException {
        Ask ask = new Ask(Priority.CONTROL, clock.instant().plus(PATIENCE));
        try {
            folder.look(ask);
            readNobody(ask);
            requireAnyOf(FILE_ROLES, settings.mySiteUrl());
            requireAnyOf(PROFILE_ROLES, settings.adminUrl());
            return Optional.empty();
        } catch (CallFailed failed) {
            return Optional.of(failed.failure());
        }
    }

    private void readNobody(Ask ask) throws CallFailed, InterruptedException {
        try {
            profiles.read(NOBODY, ask);
        } catch (CallFailed failed) {
            if (!isAboutTheProfile(failed.failure())) {
                throw failed;
            }
        }
    }

    /** Any error of the profile service is a sign of life, unless it says that it is away. */
    private static boolean isAboutTheProfile(Failure failure) {
        boolean fromProfiles = failure.code().contains("Microsoft.Office.Server.UserProfiles.");
        return failure.kind() == Kind.REFUSED || fromProfiles && !failure.code().contains("NotAvailable");
    }

    /** Reading may be allowed where writing is not, and the first write then fails for everybody. */
    private void requireAnyOf(Set<String> roles, SiteUrl site) throws CallFailed, InterruptedException {
        Optional<GrantedRoles> granted = client.roles(site);
        if (granted.isPresent() && !granted.get().haveAnyOf(roles)) {
            String detail =
                    "one of SharePoint's application permissions %s must be granted for %s, but the app has only %s"
                            .formatted(new TreeSet<>(roles), site, granted.get().names());
            throw new CallFailed(new Failure(
                    MicrosoftService.SHAREPOINT,
                    Kind.FORBIDDEN,
                    0,
                    MISSING_PERMISSION,
                    detail,
                    Optional.empty(),
                    Optional.empty()));
        }
    }
}
