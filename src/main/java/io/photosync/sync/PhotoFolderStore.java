package io.photosync.sync;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.Priority;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.sharepoint.PhotoLibrary;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps the name of SharePoint's photo folder across restarts, so that a restarted process need not ask for it. */
@Singleton
final class PhotoFolderStore {
    private static final Logger LOG = Logger.getLogger(PhotoFolderStore.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final TopicWriter writer;
    private final PhotoLibrary library;
    private final Clock clock;

    PhotoFolderStore(Ledger ledger, TopicWriter writer, PhotoLibrary library, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.library = library;
        this.clock = clock;
    }

    /** @param site the {@code -my} site of the folder: another site's folder is not used */
    record Folder(String site, String path) {}

    /** Waits for the ledger. @return whether the folder was kept; it is used until an upload finds it missing */
    boolean recall() throws InterruptedException {
        while (!ledger.caughtUp()) {
            Thread.sleep(POLL);
        }
        Optional<Folder> ours = ledger.state(StateKey.PHOTO_FOLDER, Folder.class)
                .filter(kept -> library.site().equals(kept.site()));
        ours.ifPresent(kept -> library.believe(kept.path()));
        return ours.isPresent();
    }

    /** Reads the folder's name from SharePoint, unless it is known, and keeps it. */
    void keep() throws InterruptedException {
        try {
            String path = library.folder(CallContext.within(Priority.CONTROL, PATIENCE, clock));
            writer.writeState(StateKey.PHOTO_FOLDER, new Folder(library.site(), path));
        } catch (MicrosoftCallException | WriteFailedException e) {
            LOG.infof("photo folder not read, the first photo reads it: %s", e.getMessage());
        }
    }
}
