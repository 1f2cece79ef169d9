package io.photosync.ledger;

import io.photosync.event.Decoding;
import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.Recheck;
import io.photosync.event.RecordPosition;
import java.time.Instant;
import java.util.Optional;

/** A pending retry as bytes. The fields that are read from all of them, twice a second, come first. */
final class RetryPack implements CompactMap.Pack<OwnedRetry> {
    private static final Recheck.Reason[] REASONS = Recheck.Reason.values();
    private final EventPack events = new EventPack();

    /** The beginning of a packed retry. */
    record Beginning(Instant dueAt, int partition, boolean recheck) {
        static Beginning read(CompactReader in) {
            return new Beginning(in.instant(), in.integer(), in.flag());
        }
    }

    @Override
    public void write(OwnedRetry owned, CompactWriter out) {
        PendingRetry retry = owned.retry();
        out.instant(retry.dueAt())
                .number(owned.partition())
                .optional(retry.recheck(), why -> out.number(why.reason().ordinal())
                        .number(why.number())
                        .instant(why.since()))
                .text(owned.userId())
                .optional(retry.decoding(), begun -> out.text(begun.instance()).text(begun.sha256()));
        events.write(retry.event(), out);
        FailurePack.write(retry.note(), retry.attempts(), retry.origin(), out);
    }

    @Override
    public OwnedRetry read(CompactReader in) {
        Instant dueAt = in.instant();
        int partition = in.integer();
        Optional<Recheck> recheck = in.optional(() -> new Recheck(REASONS[in.integer()], in.integer(), in.instant()));
        String userId = in.nullableText();
        Optional<Decoding> decoding = in.optional(() -> new Decoding(in.nullableText(), in.nullableText()));
        PhotoEvent event = events.read(in);
        FailureNote note = FailurePack.note(in);
        int attempts = in.integer();
        RecordPosition recordPosition = FailurePack.origin(in);
        return new OwnedRetry(
                userId, partition, new PendingRetry(event, attempts, dueAt, note, recordPosition, recheck, decoding));
    }
}
