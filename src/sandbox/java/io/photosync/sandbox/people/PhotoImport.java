package io.photosync.sandbox.people;

import java.util.List;

/** Many photos at once, as by an administrator's script or an HR tool. */
public final class PhotoImport {
    private static final int SIDE = 648;

    private PhotoImport() {}

    /** Each user gets a new portrait, another one for each seed. */
    public static void portraits(ExchangePhotos photos, List<Person> users, long seed) {
        users.forEach(user -> photos.putPortrait(user, 31 * seed + user.id().hashCode()));
    }

    /** All users get the same bytes: a placeholder, or a confused cache. */
    public static void same(ExchangePhotos photos, List<Person> users, long seed) {
        byte[] picture = Pictures.jpeg(Portrait.of(users.getFirst(), seed).draw(SIDE));
        users.forEach(user -> photos.put(user.id(), picture));
    }
}
