package io.photosync.check;

import io.photosync.call.MicrosoftCallException;
import io.photosync.graph.DirectoryUser;
import io.photosync.sharepoint.Profile;
import java.util.Optional;

/** Reading somebody's profile on the {@code -admin} host, and whether it says whose it is. */
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
    public Line look() throws MicrosoftCallException, InterruptedException {
        Optional<DirectoryUser> user = somebody();
        if (user.isEmpty()) {
            return Line.untold(
                    name(), "there is nobody whose profile could be read", "See the line about the directory.");
        }
        Optional<Profile> profile = tenant.sharePoint.profiles().read(user.get().userPrincipalName(), tenant.ask());
        String whose = "that of " + user.get().id();
        if (profile.isEmpty()) {
            return Line.untold(
                    name(),
                    whose + ": SharePoint answers, and has none",
                    "Wait for SharePoint's profile import; if nobody has a profile, compare photosync.sharepoint.admin-url with the tenant.");
        }
        return switch (profile.get().owner(user.get().id())) {
            case THIS_USER -> Line.works(name(), whose + " was read, and says whose it is");
            case ANOTHER_USER ->
                Line.untold(
                        name(),
                        whose + " says that it is another user's",
                        "Photo sync leaves such profiles alone until SharePoint's import puts them right.");
            case UNSAID ->
                Line.untold(
                        name(),
                        whose + " was read, and does not say whose it is (msOnline-ObjectId)",
                        "Photo sync then asks the directory each time; nothing has to be done.");
        };
    }

    private Optional<DirectoryUser> somebody() throws MicrosoftCallException, InterruptedException {
        Optional<DirectoryUser> withPhoto = sample.withPhoto();
        return withPhoto.isPresent()
                ? withPhoto
                : sample.people().members().stream().findFirst();
    }
}
