package io.photosync.check;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.event.WrittenFiles;
import io.photosync.graph.DirectoryUser;
import io.photosync.graph.PhotoContent;
import io.photosync.sharepoint.PhotoFiles;
import io.photosync.sharepoint.Profile;
import io.photosync.sync.PhotoPublication;
import io.photosync.thumbnail.ThumbnailSettings;
import io.photosync.thumbnail.Thumbnailer;
import io.photosync.thumbnail.Thumbnails;
import io.photosync.thumbnail.UnreadableImage;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes a test user's own photo as the service would, and reads it back. The files are named by the user's object id,
 * whatever the profile pointed at before; nothing else is changed or deleted.
 */
final class WriteLine implements Check {
    private static final String ANOTHER =
            "Name another user: one of this tenant with a mailbox, a photo and a profile.";

    private final String userPrincipalName;
    private final Tenant tenant;

    WriteLine(String userPrincipalName, Tenant tenant) {
        this.userPrincipalName = userPrincipalName;
        this.tenant = tenant;
    }

    @Override
    public String name() {
        return "write";
    }

    @Override
    public Line run() throws MicrosoftCallException, InterruptedException {
        Optional<DirectoryUser> user = tenant.graph.users().find(userPrincipalName, tenant.callContext());
        if (user.isEmpty() || user.get().isGuest()) {
            return Line.fails(
                    name(), user.isEmpty() ? "there is no user of that name" : "this user is a guest", ANOTHER);
        }
        if (!(tenant.graph.photos().content(user.get().id(), tenant.callContext())
                instanceof PhotoContent.Bytes photo)) {
            return Line.fails(name(), "this user has no photo in Exchange that could be written", ANOTHER);
        }
        Optional<Profile> before =
                tenant.sharePoint.profiles().read(user.get().userPrincipalName(), tenant.callContext());
        if (before.isEmpty() || before.get().owner(user.get().id()) == Profile.Owner.ANOTHER_USER) {
            return Line.fails(
                    name(),
                    before.isEmpty() ? "this user has no profile" : "the profile belongs to another user",
                    ANOTHER);
        }
        try {
            return written(user.get(), photo.bytes());
        } catch (UnreadableImage e) {
            return Line.fails(name(), "this user's photo cannot be made into thumbnails: " + e.getMessage(), ANOTHER);
        }
    }

    private Line written(DirectoryUser user, byte[] photo)
            throws MicrosoftCallException, InterruptedException, UnreadableImage {
        CallContext callContext = tenant.callContext();
        Thumbnails thumbnails = new Thumbnailer(tenant.config.getConfigMapping(ThumbnailSettings.class)).make(photo);
        PhotoFiles files = new PhotoFiles(user.id());
        WrittenFiles stored = new PhotoPublication(
                        tenant.sharePoint.profiles(), tenant.sharePoint.library(), tenant.clock)
                .write(user.userPrincipalName(), files, thumbnails, callContext);
        String url =
                tenant.sharePoint.library().url(files.medium(), callContext).toString();
        Optional<byte[]> served = tenant.sharePoint.library().read(files.medium(), tenant.callContext());
        Optional<Profile> after = tenant.sharePoint.profiles().read(user.userPrincipalName(), tenant.callContext());
        if (served.isEmpty()
                || after.filter(profile -> profile.pictureUrl().equals(url)).isEmpty()) {
            return Line.fails(
                    name(),
                    "SharePoint accepted it, and then %s"
                            .formatted(served.isEmpty() ? "had no such file" : "showed another picture URL"),
                    "Attach this report to an issue of photo sync: this tenant differs from what is known.");
        }
        return Line.works(
                name(),
                "three files and the profile were written and read back; the file is served %s, SharePoint reports %d bytes of %d, the profile %s"
                        .formatted(
                                Arrays.equals(served.get(), thumbnails.medium()) ? "unchanged" : "altered",
                                stored.medium(),
                                thumbnails.medium().length,
                                after.get().objectId().isPresent() ? "names its user" : "does not name its user"));
    }
}
