package io.photosync.check;

import io.photosync.call.MicrosoftCallException;
import io.photosync.graph.DirectoryUser;
import io.photosync.graph.PhotoContent;
import java.util.Optional;

/** Reads one user's photo from Exchange. */
final class PhotoLine implements Check {
    private final SampleUsers sample;
    private final Tenant tenant;

    PhotoLine(SampleUsers sample, Tenant tenant) {
        this.sample = sample;
        this.tenant = tenant;
    }

    @Override
    public String name() {
        return "photo";
    }

    @Override
    public Line run() throws MicrosoftCallException, InterruptedException {
        Optional<DirectoryUser> user = sample.withPhoto();
        if (user.isEmpty()) {
            return Line.unclear(
                    name(),
                    "none of the first users of the directory has one",
                    "Set a photo in Outlook, and run the check again.");
        }
        PhotoContent content = tenant.graph.photos().content(user.get().id(), tenant.callContext());
        return content instanceof PhotoContent.Bytes(byte[] bytes, String type)
                ? Line.works(
                        name(),
                        "that of %s was read: %d bytes, %s".formatted(user.get().id(), bytes.length, type))
                : Line.unclear(
                        name(),
                        "that of %s has metadata, and its bytes are not served"
                                .formatted(user.get().id()),
                        "Run the check again.");
    }
}
