package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Population;
import io.photosync.sandbox.people.Portrait;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * Users with special profiles at the start. One in sixty has an old picture, in files named by user principal name; one
 * in a hundred and fifty has no profile yet.
 */
public final class LegacyProfiles {
    private static final int OLD_PICTURE = 21;
    private static final int NO_PROFILE = 26;

    /** Maximum of such pictures: they are drawn at the start, which must not delay a tenant of 100,000. */
    private static final int MOST_DRAWN = 3_000;

    private LegacyProfiles() {}

    /** @param people number of generated users */
    public static void seed(SharePoint sharePoint, int people) {
        for (int number = OLD_PICTURE; number < Math.min(people, MOST_DRAWN); number += 60) {
            sharePoint.seedOldPicture(Population.person(number), oldPicture(Population.person(number)));
        }
        for (int number = NO_PROFILE; number < people; number += 150) {
            sharePoint.profiles().remove(Population.person(number).id());
        }
    }

    private static SharePoint.Thumbnails oldPicture(Person person) {
        // The seed differs from those of the first photos: Exchange has had another one since.
        Portrait portrait = Portrait.of(person, -1 - person.id().hashCode());
        return new SharePoint.Thumbnails(jpeg(portrait, 48), jpeg(portrait, 72), jpeg(portrait, 200));
    }

    private static byte[] jpeg(Portrait portrait, int side) {
        BufferedImage image = portrait.draw(side);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException("this Java writes no JPEG", e);
        }
        return jpeg.toByteArray();
    }
}
