package io.photosync.sandbox.page;

import io.photosync.sandbox.people.Photo;
import io.photosync.sandbox.sharepoint.SharePoint.Picture;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Whether two pictures of a person are the same; looked at again only when one of them is another one. */
final class Comparisons {
    private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();

    private record Verdict(String exchange, String sharePoint, boolean same) {}

    boolean isSame(String personId, Photo exchange, Picture sharePoint) {
        return verdicts.compute(
                        personId,
                        (id, known) -> known != null
                                        && known.exchange.equals(exchange.revision())
                                        && known.sharePoint.equals(sharePoint.version())
                                ? known
                                : new Verdict(exchange.revision(), sharePoint.version(), look(exchange, sharePoint)))
                .same;
    }

    private static boolean look(Photo exchange, Picture sharePoint) {
        Optional<Fingerprint> photo = Fingerprint.of(exchange.jpeg());
        Optional<Fingerprint> thumbnail = Fingerprint.of(sharePoint.jpeg());
        return photo.isPresent() && thumbnail.isPresent() && photo.get().isLike(thumbnail.get());
    }
}
