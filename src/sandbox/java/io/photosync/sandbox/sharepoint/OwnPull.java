package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Pictures;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * SharePoint's own import when users visit their profile: it reads the photo from Exchange, stores three thumbnails
 * under the user's object id, and points the profile at them, whatever it pointed at before. Files under other names
 * stay.
 *
 * @see <a href="https://pnp.github.io/cli-microsoft365/cmd/spo/userprofile/userprofile-get/">A profile as SharePoint
 *     leaves it</a>
 */
final class OwnPull {
    private static final long UNIX_EPOCH = 62_135_596_800L;

    private final PhotoLibrary library;
    private final ProfileStore profiles;
    private final URI mySite;
    private final Clock clock;

    OwnPull(PhotoLibrary library, ProfileStore profiles, URI mySite, Clock clock) {
        this.library = library;
        this.profiles = profiles;
        this.mySite = mySite;
        this.clock = clock;
    }

    /** Without a photo in Exchange only the placeholder state is set; files and URL stay. */
    void now(Person person, Optional<byte[]> photo) {
        Optional<BufferedImage> image = photo.flatMap(Pictures::read);
        if (image.isPresent()) {
            store(person, person.id(), thumbnails(image.get()), timestamp());
        } else {
            profiles.set(person.id(), Profile.PLACEHOLDER_STATE, "1");
            profiles.set(person.id(), Profile.EXCHANGE_STATE, "1");
            profiles.set(person.id(), Profile.TIMESTAMP, timestamp());
        }
    }

    void store(Person person, String baseName, SharePoint.Thumbnails thumbnails, String timestamp) {
        String path = library.photoFolder() + "/" + baseName;
        library.write(path + "_SThumb.jpg", thumbnails.small());
        library.write(path + "_MThumb.jpg", thumbnails.medium());
        library.write(path + "_LThumb.jpg", thumbnails.large());
        String url = mySite + (path + "_MThumb.jpg").replace(" ", "%20");
        profiles.set(person.id(), Profile.PICTURE_URL, url);
        profiles.set(person.id(), Profile.PLACEHOLDER_STATE, "0");
        profiles.set(person.id(), Profile.EXCHANGE_STATE, "1");
        profiles.set(person.id(), Profile.TIMESTAMP, timestamp);
    }

    private static SharePoint.Thumbnails thumbnails(BufferedImage image) {
        return new SharePoint.Thumbnails(
                Pictures.jpeg(Pictures.square(image, 48)),
                Pictures.jpeg(Pictures.square(image, 72)),
                Pictures.jpeg(Pictures.square(image, 300)));
    }

    /** Seconds since the year 1. */
    private String timestamp() {
        return Long.toString(clock.instant().getEpochSecond() + UNIX_EPOCH);
    }
}
