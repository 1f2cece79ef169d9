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
 * The people whose profiles are not like the others' at the start. Of every sixty one has a picture from years ago, in files that
 * are named by user principal name; of every hundred and fifty one has no profile yet.
 */
public final class PeopleWithAPast {
    private static final int OLD_PICTURE = 21;
    private static final int NO_PROFILE = 26;

    /** Their pictures are drawn at the start, which a tenant of 100,000 must not wait for. */
    private static final int MOST_DRAWN = 3_000;

    private PeopleWithAPast() {}

    /** @param people how many were generated */
    public static void seed(SharePoint sharePoint, int people) {
        for (int number = OLD_PICTURE; number < Math.min(people, MOST_DRAWN); number += 60) {
            sharePoint.seedOldPicture(Population.person(number), oldPicture(Population.person(number)));
        }
        for (int number = NO_PROFILE; number < people; number += 150) {
            sharePoint.profiles().remove(Population.person(number).id());
        }
    }

    private static SharePoint.Thumbnails oldPicture(Person person) {
        // The seed is none that the first photos are drawn from: Exchange has had another one since.
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
