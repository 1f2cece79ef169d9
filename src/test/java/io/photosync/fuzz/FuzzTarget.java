package io.photosync.fuzz;

import io.photosync.graph.GraphAnswerFuzz;
import io.photosync.ledger.RecordFuzz;
import io.photosync.sharepoint.SharePointAnswerFuzz;
import io.photosync.thumbnail.PhotoFuzz;
import io.photosync.webhook.NotificationFuzz;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** All that reads what others wrote. */
public enum FuzzTarget {
    NOTIFICATIONS(NotificationFuzz::body, NotificationFuzz::bodies, 2_000, Limits.OF_TEXT),
    LIFECYCLE(NotificationFuzz::body, NotificationFuzz::lifecycleBodies, 1_000, Limits.OF_TEXT),
    VALIDATION_TOKENS(NotificationFuzz::validationToken, NotificationFuzz::validationTokens, 2_000, Limits.OF_TEXT),
    EVENT_HUB_RECORDS(NotificationFuzz::eventHubRecords, NotificationFuzz::eventHubBatches, 400, Limits.OF_TEXT),
    LANE_RECORDS(RecordFuzz::record, RecordFuzz::records, 1_500, Limits.OF_TEXT),
    DELTA_PAGES(GraphAnswerFuzz::page, GraphAnswerFuzz::pages, 1_500, Limits.OF_TEXT),
    LIST_PAGES(SharePointAnswerFuzz::listing, SharePointAnswerFuzz::listings, 2_000, Limits.OF_TEXT),
    CSOM_ANSWERS(SharePointAnswerFuzz::csom, SharePointAnswerFuzz::csomAnswers, 1_200, Limits.OF_TEXT),
    PHOTOS(PhotoFuzz::photo, PhotoFuzz::photos, 150, Limits.OF_PHOTOS);

    private final Reader reader;
    private final Seeds seeds;
    private final int inputs;
    private final Limits limits;

    /** What is fuzzed. */
    @FunctionalInterface
    public interface Reader {
        /**
         * @return how it ended, in a word: inputs with new ends are worth more mutations
         * @throws AssertionError when a rule is broken
         */
        String read(byte[] input) throws Exception;
    }

    /** Inputs as they really come. */
    @FunctionalInterface
    public interface Seeds {
        List<byte[]> read() throws Exception;
    }

    /**
     * What one input may cost. The processor's time is counted, not the clock's: others may have the machine.
     *
     * @param allocated bytes of the heap, those included that were free again at once
     */
    record Limits(Duration processor, long allocated, int longestInput) {
        static final Limits OF_TEXT = new Limits(Duration.ofSeconds(2), 64L << 20, 16 << 10);
        static final Limits OF_PHOTOS = new Limits(Duration.ofSeconds(10), 200L << 20, 96 << 10);
    }

    FuzzTarget(Reader reader, Seeds seeds, int inputs, Limits limits) {
        this.reader = reader;
        this.seeds = seeds;
        this.inputs = inputs;
        this.limits = limits;
    }

    String read(byte[] input) throws Exception {
        return reader.read(input);
    }

    List<byte[]> seeds() throws Exception {
        return seeds.read();
    }

    /** How many mutations are tried in {@code verify}: some 10 seconds of all targets together. */
    int inputs() {
        return inputs;
    }

    Limits limits() {
        return limits;
    }

    /** Inputs that broke a rule once. */
    Path found() {
        return Path.of("src/test/resources/fuzz", id());
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
