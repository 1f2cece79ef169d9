package io.photosync.sandbox.people;

import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The photos in the people's mailboxes: generated ones until somebody uploads or removes one. */
public final class ExchangePhotos {
    private static final int SMALLEST = 48;
    private static final int LARGEST = 648;

    /** Above this many people they share portraits, so that a large tenant costs no more to draw. */
    private static final int PORTRAITS = 1_000;

    private final Map<String, Photo> photos = new ConcurrentHashMap<>();
    private final PortraitCache portraits = new PortraitCache();

    /** Gives the generated people of a directory their first photos, which are drawn when asked for. */
    public ExchangePhotos(int people) {
        for (int number = 0; number < people; number++) {
            Person person = Population.person(number);
            if (person.mailbox() && Population.hasPhoto(number)) {
                photos.put(person.id(), generated(person, number));
            }
        }
    }

    /** Empty if this person has no photo. */
    public Optional<Photo> find(String personId) {
        return Optional.ofNullable(photos.get(personId));
    }

    /**
     * Stores an upload as Exchange does: a square JPEG of its own making, under a new ETag each time.
     *
     * @return empty if the bytes are no image
     */
    public Optional<Photo> put(String personId, byte[] upload) {
        return Pictures.read(upload).map(image -> store(personId, image));
    }

    /** Gives the person another generated portrait. */
    public Photo putPortrait(Person person, long seed) {
        return store(person.id(), Portrait.of(person, seed).draw(LARGEST));
    }

    /** @return whether there was one */
    public boolean remove(String personId) {
        return photos.remove(personId) != null;
    }

    private Photo store(String personId, BufferedImage image) {
        int side = Math.clamp(Math.min(image.getWidth(), image.getHeight()), SMALLEST, LARGEST);
        byte[] jpeg = Pictures.jpeg(Pictures.square(image, side));
        Photo photo = new Photo(UUID.randomUUID().toString(), side, () -> jpeg);
        photos.put(personId, photo);
        return photo;
    }

    private Photo generated(Person person, int number) {
        int side = number % 10 == 3 ? 240 : number % 33 == 5 ? 96 : LARGEST;
        Portrait portrait = Portrait.of(Population.person(number % PORTRAITS), number % PORTRAITS);
        Supplier<byte[]> drawn = () -> portraits.jpeg(portrait, side);
        return new Photo(person.id(), side, drawn);
    }
}
