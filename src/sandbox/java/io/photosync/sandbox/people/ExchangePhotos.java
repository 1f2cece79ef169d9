package io.photosync.sandbox.people;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The photos in the users' mailboxes: generated ones until one is uploaded or removed. */
public final class ExchangePhotos {
    private static final int SMALLEST = 48;
    private static final int LARGEST = 648;

    /** Above this number users share portraits, so that a large tenant costs no more to draw. */
    private static final int PORTRAITS = 1_000;

    private final Map<String, Photo> photos = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final PortraitCache portraits = new PortraitCache();
    /** Each user's former photos, oldest first, with the time of their end. */
    private final Map<String, List<Earlier>> history = new ConcurrentHashMap<>();

    private record Earlier(Optional<Photo> photo, long replacedNanos) {}

    /** Gives the generated users of a directory their first photos, which are drawn on demand. */
    public ExchangePhotos(int people) {
        for (int number = 0; number < people; number++) {
            Person person = Population.person(number);
            if (person.mailbox() && Population.hasPhoto(number)) {
                photos.put(person.id(), generated(person, number));
            }
        }
    }

    /** The listener gets the id of each user whose photo was replaced or removed, afterwards. */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Empty if this user has no photo. */
    public Optional<Photo> find(String personId) {
        return Optional.ofNullable(photos.get(personId));
    }

    /** The photo as it was that long ago: what a store serves that has not heard of the latest changes. */
    public Optional<Photo> before(String personId, Duration ago) {
        long then = System.nanoTime() - ago.toNanos();
        return history.getOrDefault(personId, List.of()).stream()
                .filter(earlier -> earlier.replacedNanos() - then > 0)
                .findFirst()
                .map(Earlier::photo)
                .orElseGet(() -> find(personId));
    }

    /**
     * Stores an upload as Exchange does: a square JPEG of its own making, under a new ETag each time.
     *
     * @return empty if the bytes are no image
     */
    public Optional<Photo> put(String personId, byte[] upload) {
        return Pictures.read(upload).map(image -> store(personId, image));
    }

    /** For tests: what a mailbox holds that was damaged; Exchange itself takes no such upload. */
    public void damage(String personId, byte[] remains) {
        photos.put(personId, new Photo(UUID.randomUUID().toString(), LARGEST, () -> remains));
        announce(personId);
    }

    /** Gives the user another generated portrait. */
    public Photo putPortrait(Person person, long seed) {
        return store(person.id(), Portrait.of(person, seed).draw(LARGEST));
    }

    /** @return whether there was one */
    public boolean remove(String personId) {
        boolean removed = photos.remove(personId) != null;
        if (removed) {
            history.remove(personId);
            announce(personId);
        }
        return removed;
    }

    /** Users whose photo differs from the start, in types of the JDK, to survive a live reload. */
    public Map<String, List<Object>> memory() {
        Map<String, List<Object>> memory = new HashMap<>();
        changed.forEach(id -> memory.put(
                id,
                find(id).map(photo -> List.<Object>of(photo.revision(), photo.side(), photo.jpeg()))
                        .orElse(List.of())));
        return memory;
    }

    /** Restores what {@link #memory} returned; no notification is sent. */
    public void recall(Map<String, List<Object>> memory) {
        memory.forEach((id, photo) -> {
            changed.add(id);
            if (photo.isEmpty()) {
                photos.remove(id);
            } else {
                byte[] jpeg = (byte[]) photo.get(2);
                photos.put(id, new Photo((String) photo.get(0), (Integer) photo.get(1), () -> jpeg));
            }
        });
    }

    private Photo store(String personId, BufferedImage image) {
        int side = Math.clamp(Math.min(image.getWidth(), image.getHeight()), SMALLEST, LARGEST);
        byte[] jpeg = Pictures.jpeg(Pictures.square(image, side));
        Photo photo = new Photo(UUID.randomUUID().toString(), side, () -> jpeg);
        Earlier earlier = new Earlier(Optional.ofNullable(photos.put(personId, photo)), System.nanoTime());
        history.computeIfAbsent(personId, id -> new CopyOnWriteArrayList<>()).add(earlier);
        announce(personId);
        return photo;
    }

    private void announce(String personId) {
        changed.add(personId);
        listeners.forEach(listener -> listener.accept(personId));
    }

    private Photo generated(Person person, int number) {
        int side = number % 10 == 3 ? 240 : number % 33 == 5 ? 96 : LARGEST;
        Portrait portrait = Portrait.of(Population.person(number % PORTRAITS), number % PORTRAITS);
        // No two mailboxes of a generated tenant hold the same bytes, whatever they show; only an import gives several
        // users the same.
        Supplier<byte[]> drawn = () -> Pictures.commented(portraits.jpeg(portrait, side), person.id());
        return new Photo(person.id(), side, drawn);
    }
}
