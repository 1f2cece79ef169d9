package io.photosync.sandbox.page;

import io.photosync.sandbox.people.Photo;
import io.photosync.sandbox.sharepoint.SharePoint.Picture;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Whether two pictures of a user are the same. Each version of a picture is decoded once, since decoding is expensive.
 */
final class Comparisons {
    private final Map<String, Seen> exchange = new ConcurrentHashMap<>();
    private final Map<String, Seen> sharePoint = new ConcurrentHashMap<>();

    private record Seen(String version, Optional<Fingerprint> fingerprint) {}

    boolean isSame(String personId, Photo photo, Picture picture) {
        Optional<Fingerprint> here = look(exchange, personId, photo.revision(), photo::jpeg);
        Optional<Fingerprint> there = look(sharePoint, personId, picture.version(), picture::jpeg);
        return here.isPresent() && there.isPresent() && here.get().isLike(there.get());
    }

    private static Optional<Fingerprint> look(
            Map<String, Seen> seen, String personId, String version, Supplier<byte[]> jpeg) {
        return seen.compute(
                        personId,
                        (id, known) -> known != null && known.version.equals(version)
                                ? known
                                : new Seen(version, Fingerprint.of(jpeg.get())))
                .fingerprint;
    }
}
