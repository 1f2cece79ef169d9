package io.photosync.sync;

import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RecordPosition;
import io.photosync.kafka.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tasks and events as the lanes bring them. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Samples() {}

    static PhotoEvent event(String user, String etag) {
        Data data = new Data(
                user + "@contoso.example",
                Optional.of(etag),
                Optional.of(648),
                Optional.of(648),
                Cause.NOTIFICATION,
                NOON);
        return PhotoEvent.detected(PhotoEvent.UPDATED, user, NOON, "never", data);
    }

    static Task live(String user, long offset) {
        return Task.fresh(
                TaskSource.LIVE,
                event(user, "e" + offset),
                new RecordPosition(Topic.PHOTO_UPDATED.id(), partition(user), offset));
    }

    static Task bulk(String user, long offset) {
        return Task.fresh(
                TaskSource.BULK,
                event(user, "e" + offset),
                new RecordPosition(Topic.PHOTO_UPDATED_BULK.id(), partition(user), offset));
    }

    /** A confirmed removal in the bulk lane, some seconds after noon. */
    static Task bulkRemoval(String user, long offset, int seconds) {
        Data data = new Data(
                user + "@contoso.example",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Cause.SWEEP,
                NOON.plusSeconds(seconds));
        return Task.fresh(
                TaskSource.BULK,
                PhotoEvent.detected(PhotoEvent.REMOVED, user, NOON, "never", data),
                new RecordPosition(Topic.PHOTO_UPDATED_BULK.id(), partition(user), offset));
    }

    static Task retry(String user, int failures) {
        return new Task(
                user,
                partition(user),
                TaskSource.RETRY,
                event(user, "retried"),
                new RecordPosition(Topic.PHOTO_UPDATED.id(), partition(user), 0),
                failures,
                Optional.of(NOON),
                false,
                Optional.empty(),
                List.of());
    }

    static int partition(String user) {
        return Math.floorMod(user.hashCode(), 3);
    }
}
