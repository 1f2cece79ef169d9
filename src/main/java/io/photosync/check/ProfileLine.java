package io.photosync.check;

import io.photosync.call.MicrosoftCallException;
import io.photosync.graph.DirectoryUser;
import io.photosync.sharepoint.Profile;
import java.util.Optional;

/** Reads one user's profile on the {@code -admin} host, and whether it names its user. */
final class ProfileLine implements Check {
    private final SampleUsers sample;
    private final Tenant tenant;

    ProfileLine(SampleUsers sample, Tenant tenant) {
        this.sample = sample;
        this.tenant = tenant;
    }

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public Line run() throws MicrosoftCallException, InterruptedException {
        Optional<DirectoryUser> user = anyUser();
        if (user.isEmpty()) {
            return Line.unclear(
                    name(), "there is no user whose profile could be read", "See the line about the directory.");
        }
        Optional<Profile> profile =
                tenant.sharePoint.profiles().read(user.get().userPrincipalName(), tenant.callContext());
        String whose = "that of " + user.get().id();
        if (profile.isEmpty()) {
            return Line.unclear(
                    name(),
                    whose + ": SharePoint answers, but has none",
                    "Wait for SharePoint's profile import; if no user has a profile, compare photosync.sharepoint.admin-url with the tenant.");
        }
        return switch (profile.get().owner(user.get().id())) {
            case THIS_USER -> Line.works(name(), whose + " was read, and names its user");
            case ANOTHER_USER ->
                Line.unclear(
                        name(),
                        whose + " belongs to another user",
                        "Photo sync does not write such profiles until SharePoint's import corrects them.");
            case UNSAID ->
                Line.unclear(
                        name(),
                        whose + " was read, and does not name its user (msOnline-ObjectId)",
                        "Photo sync then reads the directory each time; nothing has to be done.");
        };
    }

    private Optional<DirectoryUser> anyUser() throws MicrosoftCallException, InterruptedException {
        Optional<DirectoryUser> withPhoto = sample.withPhoto();
        return withPhoto.isPresent()
                ? withPhoto
                : sample.members().users().stream().findFirst();
    }
}
